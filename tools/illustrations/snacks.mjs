// Snacks of the second shop.
import { n } from './canvas.mjs';
import { arc, blob, fill, heap, kinds, line, oval, path, stencil, turned } from './shapes.mjs';
import { bowl, shadow } from './table.mjs';

/** Golden squares of fried dough. */
export function chinChinKinds(canvas) {
    const top = canvas.linear('#ffdc94 #eeb050 #cf8226'),
        left = canvas.linear('#d98f34 #a45c14'),
        right = canvas.linear('#a8611a #77400c');
    const cube = (w, h, d) =>
        `<path d="M${-w} 0L0 ${h}V${h + d}L${-w} ${d}Z" fill="${left}"/><path d="M0 ${h}L${w} 0V${d}L0 ${h + d}Z" fill="${right}"/><path d="M0 ${-h}L${w} 0L0 ${h}L${-w} 0Z" fill="${top}"/>` +
        `<path d="M${-w + 4}-1L-2 ${-h + 3}" stroke="#fff2cc" stroke-width="3" opacity=".7"/><path d="M2-2h1M-6 3h1M7 3h1" stroke="#8a4d0c" stroke-width="2.5" opacity=".5"/>`;
    return [
        ...kinds(
            canvas,
            [
                [0, 1.3],
                [14, 1.2],
                [-16, 1.3],
                [40, 1.2],
            ],
            cube(19, 11, 15),
        ),
        ...kinds(
            canvas,
            [
                [0, 1.3],
                [-24, 1.25],
            ],
            cube(17, 10, 12),
        ),
    ];
}

export const chinChinBowl = canvas =>
    bowl(
        canvas,
        { glaze: 'burgundy', depth: 165 },
        heap(canvas, chinChinKinds(canvas), { count: 165, rx: 222, ry: 110, height: 104, under: '#9a5814', dark: 0.3 }),
    );

/** A crisp of plantain, thin, its rim a little raised. */
export function chipKinds(canvas) {
    const chip = (rx, ry, stops, bend) => {
        const outline = stencil(
            canvas,
            `M${-rx} ${bend}C${-rx} ${-ry * 1.2} ${-rx * 0.4} ${-ry * 1.3} 0 ${-ry}C${rx * 0.7} ${-ry * 1.1} ${rx} ${-ry * 0.5} ${rx} ${-bend}C${rx} ${ry} ${rx * 0.4} ${ry * 1.2} 0 ${ry}C${-rx * 0.6} ${ry * 1.1} ${-rx} ${ry * 0.8} ${-rx} ${bend}Z`,
        );
        return (
            outline('fill="#5a2405" opacity=".45" x="5" y="10"') +
            outline('fill="#c9821c" y="4"') +
            outline(`fill="${canvas.linear(stops, 0, 0, 1, 0.9)}"`) +
            `<path d="M${-rx * 0.8} ${-bend}Q0 ${bend * 2} ${rx * 0.82} ${-bend}" fill="none" stroke="#e2a52e" stroke-width="9" opacity=".35"/><path d="M-22 0h1M-8 3h1M6 2h1M20-1h1M-14-5h1M12-5h1" stroke="#a8660f" stroke-width="4" opacity=".7"/>` +
            `<path d="M${-rx * 0.86} ${-ry * 0.5}Q${-rx * 0.4} ${-ry * 1.05} ${rx * 0.3} ${-ry * 0.93}" fill="none" stroke="#fffce0" stroke-width="3" opacity=".9"/>`
        );
    };
    return [
        ...kinds(
            canvas,
            [
                [0, 1, 0.85],
                [35, 1, 0.8],
                [-40, 1, 0.85],
            ],
            chip(62, 31, '#fff3a6 #ffdc5c #f5b32e', 6),
            chip(54, 34, '#fff8c4 #ffe57a #f0bb42', 2),
        ),
        ...kinds(
            canvas,
            [
                [80, 1, 0.9],
                [120, 1, 0.6],
            ],
            chip(62, 31, '#fff3a6 #ffdc5c #f5b32e', 6),
        ),
    ];
}

export const chipsBowl = canvas =>
    bowl(
        canvas,
        { glaze: 'leaf', depth: 160 },
        heap(canvas, chipKinds(canvas), { count: 50, rx: 205, ry: 98, height: 130, under: '#a8610f', dark: 0.08 }),
    );

/** A fried dough ball. */
export function puff(canvas, x, y, r) {
    return (
        oval(x + r * 0.12, y + r * 0.6, r, r * 0.5, fill(canvas.radial('#3a0f06@0/.7 #3a0f06@1/0', 0.5, 0.5, 0.5))) +
        path(
            blob(canvas.chance, x, y, r, r * 0.93, 0.035, 9),
            fill(canvas.radial('#f6bf6a@0 #d98a30@.35 #a8571a@.7 #6b2f0c@1', 0.36, 0.28, 0.85)),
        ) +
        path(
            `M${n(x + r * 0.2)} ${n(y - r * 0.3)}q${n(r * 0.3)} ${n(r * 0.1)} ${n(r * 0.34)} ${n(r * 0.36)}`,
            line('#5f2a0a', 3.5, `opacity=".4" filter="${canvas.blur(1.5)}"`),
        ) +
        path(
            `M${n(x - r * 0.56)} ${n(y - r * 0.16)}Q${n(x - r * 0.48)} ${n(y - r * 0.54)} ${n(x - r * 0.06)} ${n(y - r * 0.64)}`,
            line('#ffeec4', 9, `opacity=".75" filter="${canvas.blur(3)}"`),
        )
    );
}

export function sugar(canvas, spots) {
    const d = spots
        .map(([x, y, r]) =>
            Array.from(
                { length: 16 },
                () => `M${n(x + canvas.chance.between(-r, r) * 0.6)} ${n(y - r * 0.2 + canvas.chance.between(-r, r) * 0.5)}h1`,
            ).join(''),
        )
        .join('');
    return path(d, line('#fffaf0', 4.5, 'opacity=".95"'));
}

const puffSpots = [
    [-128, -36, 84],
    [122, -40, 84],
    [0, -70, 88],
    [-62, -132, 80],
    [70, -136, 78],
    [-76, 26, 86],
    [84, 28, 84],
    [2, -6, 86],
].sort((a, b) => a[1] - b[1]);

export const puffBowl = canvas =>
    bowl(
        canvas,
        { glaze: 'clay', depth: 165 },
        oval(0, 6, 240, 124, fill('#3a1204', 'opacity=".5"')),
        puffSpots.map(([x, y, r]) => puff(canvas, x, y, r)).join(''),
        sugar(canvas, puffSpots),
    );

/** A square of coconut candy: caramel with shreds. */
export function coconutCandy(canvas, x, y, angle, scale = 1) {
    const c = canvas.chance,
        shreds = stroke =>
            Array.from(
                { length: 15 },
                () =>
                    `M${n(c.between(-66, 56))} ${n(c.between(-28, 22))}q${n(c.between(4, 12))} ${n(c.between(-9, 4))} ${n(c.between(14, 26))} ${n(c.between(-7, 7))}`,
            ).join('');
    const top = 'M-78-14Q-70-34-40-38L44-42Q72-38 78-12L70 22Q54 36 30 36L-46 34Q-74 30-78-14Z';
    return turned(
        x,
        y,
        angle,
        scale,
        path(top, fill('#2a0a04', `opacity=".5" transform="translate(10 34)" filter="${canvas.blur(7)}"`)),
        path('M-78-14Q-84 40-62 58Q-40 68 30 66Q66 64 74 50L78-12Z', fill(canvas.linear('#c4772a #94501a #5f2c0a', 0, 0, 1, 0.3))),
        path(top, fill(canvas.linear('#f5c47a #dd9640 #b06a20'))),
        path(shreds(), line('#8f4d12', 5, 'opacity=".5"')),
        path(shreds(), line('#fffbf0', 5, 'opacity=".92"')),
        path(shreds(), line('#fdeccb', 4, 'opacity=".9"')),
        path('M-60 44q10-8 24-2M-20 52q12-8 26 0M30 50q10-8 22-2', line('#f7dcae', 4, 'opacity=".7"')),
    );
}

/** Half a coconut. */
export function coconut(canvas, x, y, scale = 1) {
    const hair = arc(0, 0, 138, 128, 20, 160, 16)
        .map(([px, py], i) => `M${n(px * 0.96)} ${n(py * 0.96)}q${(i % 2) * 6 - 3} 8 ${n(px * 0.06)} ${n(py * 0.09)}`)
        .join('');
    return turned(
        x,
        y,
        -8,
        scale,
        shadow(canvas, 30, 106, 165, 52, 0.6),
        path('M-140 0A140 130 0 0 0 140 0Z', fill(canvas.linear('#8a5a34 #5a3318 #2e160a'))),
        path(hair + 'M-120 30Q-60 90 0 100M-90 20Q-20 80 70 80M10 120Q80 90 116 40', line('#c48f5e', 3, 'opacity=".55"')),
        oval(0, 0, 140, 74, fill('#4a2712')),
        oval(0, 0, 132, 68, fill(canvas.linear('#fff #fffaf0 #f0e2c6'))),
        oval(2, 6, 100, 47, fill(canvas.linear('#d9c8a4 #f6ecd6 #fff'))),
        path('M-80 2A84 40 0 0 1-20-34', line('#b89f72', 5, `opacity=".4" filter="${canvas.blur(3)}"`)),
    );
}
