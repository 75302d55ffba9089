// Spices and ingredients: egusi, iru, the pepper-soup spices, and the nuts and powders of the second shop.
import { n } from './canvas.mjs';
import { blob, fill, heap, kinds, line, oval, path, stencil, turned } from './shapes.mjs';
import { powderMound } from './fish.mjs';
import { bowl, shadow } from './table.mjs';

/** Flat, pale melon seeds: a drop with a raised rim. */
export function egusiKinds(canvas, scale = 1) {
    const drop = 'M-21 0C-17-9-2-14 9-11C20-8 21 8 9 11C-2 14-17 9-21 0Z';
    const seed =
        `<path d="${drop}" fill="#7a4a16" opacity=".4" transform="translate(2.5 4)"/><path d="${drop}" fill="${canvas.linear('#fff6d8 #f3d794 #c08a3c')}"/>` +
        `<path d="M-13 0C-10-5-1-8 7-7C14-5 14 5 7 7C-1 8-10 5-13 0Z" fill="${canvas.linear('#fffdf2 #fbeabc #e3bd74')}"/>`;
    return kinds(
        canvas,
        [
            [10, scale, 0.85],
            [58, scale, 0.85],
            [105, scale, 0.85],
            [150, scale, 0.85],
            [215, scale, 0.85],
            [290, scale, 0.85],
            [335, scale * 0.92, 0.7],
        ],
        seed,
    );
}

export const egusiBowl = canvas =>
    bowl(
        canvas,
        { glaze: 'burgundy', depth: 160 },
        heap(canvas, egusiKinds(canvas, 1.18), { count: 205, rx: 226, ry: 114, height: 100, under: '#a8732c' }),
    );

export const egusiPowder = canvas =>
    bowl(canvas, { rx: 130, ry: 68, depth: 78, glaze: 'calabash' }, powderMound(canvas, 118, 60, 84, '#fff2c4 #f0cf85 #bd8838', 6));

/** Fermented locust beans: dark, moist, no two alike. */
export function iruKinds(canvas) {
    const c = canvas.chance,
        bean = (rx, ry, stops) => {
            const outline = stencil(canvas, blob(c, 0, 0, rx, ry, 0.13, 7));
            return (
                outline('fill="#0f0502" opacity=".6" x="1" y="5"') +
                outline(`fill="${canvas.radial(stops, 0.35, 0.25, 0.85)}"`) +
                `<path d="M${n(-rx * 0.5)} ${n(-ry * 0.25)}Q${n(-rx * 0.2)} ${n(-ry * 0.7)} ${n(rx * 0.2)} ${n(-ry * 0.6)}" fill="none" stroke="#fff0d8" stroke-width="3" opacity=".75"/>`
            );
        };
    return kinds(
        canvas,
        [[0], [50, 0.95], [-40, 1.05]],
        bean(21, 14, '#8a5a34 #47240f #1c0a04'),
        bean(18, 15, '#5f3a20 #2e150a #120503'),
        bean(20, 12, '#b07a45 #6b3c1a #331808'),
    );
}

export const iruHeap = (canvas, rx = 210, ry = 96, height = 120, count = 170) =>
    shadow(canvas, 16, ry * 0.4, rx * 1.2, ry * 1.3, 0.6) +
    heap(canvas, iruKinds(canvas), { count, rx, ry, height, under: '#180804', shade: '#100402' });

/** Calabash nutmeg: ribbed brown seeds, one of them cracked open. */
export function ehuru(canvas, x, y, angle, scale = 1, open = false) {
    return turned(
        x,
        y,
        angle,
        scale,
        oval(5, 9, 34, 25, fill('#2a0a04', 'opacity=".4"')),
        oval(0, 0, 34, 25, fill(canvas.radial('#cf9860 #8f572a #4f2810'))),
        path('M-30-6Q-10-16 28-12M-33 3Q-4-5 33-2M-29 12Q0 4 30 9M-14-22Q-6 0-12 22M8-24Q14 0 8 24', line('#4a230c', 2.5, 'opacity=".5"')),
        open
            ? oval(3, 0, 22, 16, fill(canvas.radial('#fff0cf #ecc68b #b07c3c'))) +
                  path('M-10-5q12-7 24-1M-12 3q12-6 28 0M-6 10q10-5 18-2', line('#b07c3c', 2, 'opacity=".7"'))
            : path('M-18-13Q-4-20 10-17', line('#ffe3bd', 4, 'opacity=".55"')),
    );
}

/** A negro-pepper pod, knobbed where its seeds sit. */
export function uda(canvas, x, y, angle, scale = 1) {
    let top = 'M-80 0',
        bottom = '';
    for (let i = 0; i < 6; i++) {
        top += `q13-${15 - (i % 2) * 2} 26 0`;
        bottom += `q-13 ${14 - (i % 2) * 2}-26 0`;
    }
    return turned(
        x,
        y,
        angle,
        scale,
        path(top + bottom + 'Z', fill('#2a0a04', 'opacity=".4" transform="translate(4 9)"')),
        path(top + bottom + 'Z', fill(canvas.linear('#8a5236 #4a2414 #1f0d07', 0.2, 0, 0.4, 1))),
        path('M-80 0Q-96-2-104-10', line('#4a2414', 6)),
        path([0, 1, 2, 3, 4, 5].map(i => `M${-74 + i * 26}-4q6-5 13-2`).join(''), line('#e0a880', 3.5, 'opacity=".7"')),
    );
}

/** Uziza: little black peppercorns with stalks. */
export function uzizaKinds(canvas) {
    const corn = `<path d="M4-4l13-9" stroke="#6b4422" stroke-width="3"/><circle cx="2" cy="4" r="9" fill="#0f0502" opacity=".45"/><circle r="9" fill="${canvas.radial('#8a6a58 #3a231a #140806')}"/><path d="M-4 0q3-5 7-4" stroke="#d9b9a0" stroke-width="1.8" fill="none" opacity=".7"/>`;
    return kinds(canvas, [[0], [90], [170, 0.9], [250]], corn);
}

export const uzizaDish = canvas =>
    bowl(
        canvas,
        { rx: 118, ry: 62, depth: 66, glaze: 'cream' },
        heap(canvas, uzizaKinds(canvas), { count: 90, rx: 104, ry: 54, height: 34, under: '#1c0d08' }),
    );

/** Tiger nuts: small wrinkled tubers. */
export function tigerNutKinds(canvas) {
    const c = canvas.chance,
        skin = canvas.radial('#f3c890 #c2854a #74431a');
    const nut = (rx, ry) =>
        `<path d="${blob(c, 3, 5, rx, ry, 0.05, 7)}" fill="#3a1806" opacity=".45"/><path d="${blob(c, 0, 0, rx, ry, 0.08, 7)}" fill="${skin}"/>` +
        `<path d="M${n(-rx * 0.75)}-2q${n(rx * 0.3)}-7 ${n(rx * 0.7)}-3t${n(rx * 0.7)}-2M${n(-rx * 0.6)} 6q${n(rx * 0.4)}-5 ${n(rx * 0.7)}-1t${n(rx * 0.4)}-2M${n(-rx * 0.3)}-9q6-3 12-1" fill="none" stroke="#5a2e0e" stroke-width="1.8" opacity=".4"/><circle cx="${n(rx * 0.86)}" cy="0" r="3.5" fill="#5a2e0e"/>`;
    return kinds(canvas, [[0], [65, 0.95], [140, 1.05], [250]], nut(20, 15), nut(18, 16));
}

export const tigerNutBowl = canvas =>
    bowl(
        canvas,
        { glaze: 'leaf', depth: 165 },
        heap(canvas, tigerNutKinds(canvas), { count: 150, rx: 224, ry: 114, height: 98, under: '#6b3c16' }),
    );

/** Groundnuts, as they go into suya pepper. */
export function groundnutKinds(canvas) {
    const nut = `<path d="M-16 2C-17-9-4-13 5-10C16-9 20 4 11 9C3 14-14 14-16 2Z" fill="#3a1806" opacity=".4" transform="translate(3 4)"/><path d="M-16 2C-17-9-4-13 5-10C16-9 20 4 11 9C3 14-14 14-16 2Z" fill="${canvas.radial('#f6cf96 #d0904a #8f5420')}"/><path d="M-9-4Q-2-9 6-7" fill="none" stroke="#fff3da" stroke-width="3" opacity=".7"/>`;
    return kinds(canvas, [[0], [60], [140], [230]], nut);
}
