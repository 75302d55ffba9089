// Grains and staples: ogi, fufu, tapioca, and the rice, beans and plantain of the home page.
import { at, blob, fill, group, heap, kinds, line, oval, path, smooth, stencil, strew, turned, use } from './shapes.mjs';
import { bowl, shadow } from './table.mjs';

/** Soft fermented maize paste, swirled by a spoon. */
export function ogi(canvas, rx = 236, ry = 122) {
    const spiral = [];
    for (let i = 0; i <= 36; i++) {
        const turn = (i / 36) * Math.PI * 4.4 + 2.6,
            reach = 1 - i / 36;
        spiral.push([Math.cos(turn) * rx * 0.86 * reach, Math.sin(turn) * ry * 0.84 * reach - 34 * (1 - reach) ** 1.5]);
    }
    const shifted = (dx, dy) =>
        smooth(
            spiral.map(([x, y]) => [x + dx, y + dy]),
            false,
        );
    return (
        oval(0, 4, rx, ry, fill(canvas.radial('#fffdf3 #fbf0d6 #e8cf9f', 0.4, 0.3, 0.8))) +
        path(
            blob(canvas.chance, -6, -14, rx * 0.86, ry * 0.88, 0.03, 14),
            fill(canvas.radial('#fffef8 #fdf4de #efdcb4', 0.38, 0.3, 0.75)),
        ) +
        path(shifted(5, 13), line('#c1954d', 22, `opacity=".42" filter="${canvas.blur(9)}"`)) +
        path(shifted(0, 0), line('#fffaf0', 20, `filter="${canvas.blur(5)}"`)) +
        path(shifted(-2, -5), line('#fff', 7, `filter="${canvas.blur(3)}"`)) +
        path('M-24-30Q-12-58 12-74Q6-54 26-34Q4-20-24-30Z', fill(canvas.linear('#fff #fdf1d8 #e2c692', 0, 0, 1, 0.6)))
    );
}

export const ogiBowl = canvas => bowl(canvas, { glaze: 'clay' }, ogi(canvas));

/** Smooth balls of fufu, each set down at its place and size. */
function balls(canvas, spots) {
    const one = seed =>
        canvas.symbol(
            oval(14, 62, 98, 50, fill(canvas.radial('#5a2a0a@0/.7 #5a2a0a@1/0', 0.5, 0.5, 0.5))) +
                path(
                    blob(canvas.chance, 0, 0, 100, 91, 0.025, 9),
                    fill(canvas.radial('#fffef8@0 #fbf2dc@.4 #ecd9b2@.75 #c9a871@1', 0.36, 0.28, 0.82)),
                ) +
                path('M-58-12Q-52-56-6-66', line('#fff', 9, `opacity=".85" filter="${canvas.blur(3)}"`)) +
                path(seed, line('#b98f52', 6, `opacity=".2" filter="${canvas.blur(3)}"`)),
        );
    const pair = [one('M10 30Q40 44 66 20M-40 56Q-20 66 4 62'), one('M-30 24Q0 40 30 30M34 54Q50 48 58 36')];
    return spots.map(([x, y, r], i) => at(x, y, r / 100, use(pair[i % 2], 0, 0))).join('');
}

const fufuSpots = [
    [-116, -54, 98],
    [112, -58, 98],
    [-6, -122, 94],
    [-64, 22, 98],
    [74, 24, 96],
];

export const fufuBowl = canvas =>
    bowl(canvas, { depth: 170 }, oval(0, 10, 240, 122, fill('#2e0406', 'opacity=".35"')), balls(canvas, fufuSpots));

/** White, crackled grains of tapioca. */
export function tapiocaGrains(canvas) {
    const c = canvas.chance,
        light = canvas.radial('#fff #fffbf2 #e2d2b0', 0.35, 0.28, 0.8);
    const body = r =>
        `<path d="${blob(c, 0, 2, r, r * 0.86, 0.13, 7)}" fill="#a98654" opacity=".55"/><path d="${blob(c, 0, 0, r, r * 0.88, 0.14, 7)}" fill="${light}"/>`;
    return kinds(canvas, [[0], [70, 0.8]], body(16), body(19), body(14), body(11.5));
}

export const tapiocaBowl = canvas =>
    bowl(
        canvas,
        { glaze: 'calabash', depth: 165 },
        heap(canvas, tapiocaGrains(canvas), { count: 250, rx: 228, ry: 116, height: 105, under: '#dcc69a', dark: 0.26 }),
    );

/** Long grains of rice, six to a tuft. */
export function riceKinds(canvas, tint = '#ffb877 #ea6a22 #b5400e') {
    const grain = stencil(canvas, 'M-10 1Q-6-5 2-4Q10-3 11 1Q5 6-2 5Q-9 4-10 1Z'),
        paint = canvas.linear(tint, 0, 0, 0.6, 1);
    const tuft = [
        [-13, -6, 20],
        [2, -11, 110],
        [15, -5, 60],
        [-9, 6, 150],
        [5, 4, 10],
        [14, 10, 95],
    ]
        .map(
            ([x, y, turn]) =>
                `<g transform="translate(${x} ${y})rotate(${turn})">${grain('fill="#7d2606" y="3"')}${grain(`fill="${paint}"`)}</g>`,
        )
        .join('');
    return kinds(
        canvas,
        [
            [0, 1.3, 0.85],
            [50, 1.25, 0.85],
            [105, 1.2, 0.85],
            [160, 1.3, 0.85],
        ],
        tuft,
    );
}

export const riceMound = (canvas, rx, ry, height, count, under = '#c24e14', tint = undefined) =>
    heap(canvas, riceKinds(canvas, tint), { count, rx, ry, height, under, shade: '#4a1204' });

/** Fried ripe plantain, cut aslant. */
export function plantainSlice(canvas, x, y, angle, scale = 1) {
    const slice = canvas.symbol(
        oval(6, 12, 62, 34, fill('#3a0f06', 'opacity=".3"')) +
            oval(0, 6, 60, 32, fill('#7d3608')) +
            oval(0, 0, 60, 32, fill(canvas.radial('#ffdf7a@0 #f7b733@.5 #d97a12@.85 #9a4a08@1', 0.45, 0.42, 0.6))) +
            path('M-34 2Q-6-9 34 1M-26 9Q2 2 28 9', line('#b8640c', 4, 'opacity=".35"')) +
            path('M-12 0h1M2-4h1M14 1h1M-2 4h1', line('#7d3608', 4, 'opacity=".5"')) +
            path('M-42-10Q-24-24 4-24', line('#fff3c4', 5, 'opacity=".6"')),
    );
    return turned(x, y, angle, scale, use(slice, 0, 0));
}

export const plantain = (canvas, rows) => rows.map(([x, y, angle, scale]) => plantainSlice(canvas, x, y, angle, scale)).join('');

/** Mashed beans, the pale half of ewa aganyin. */
export const mashedBeans = (canvas, rx, ry) =>
    group(
        `filter="${canvas.relief({ frequency: 0.03, octaves: 3, depth: 2, seed: 8 })}"`,
        path(blob(canvas.chance, 0, -ry * 0.2, rx, ry * 1.1, 0.025, 14), fill(canvas.radial('#e0ac7d #bd7c4e #85492a', 0.38, 0.3, 0.75))),
    );

/** A whole honey bean with its pale eye. */
export function beanKinds(canvas) {
    const bean = `<path d="M-17 2C-18-12 14-14 18-2C20 12 6 14 0 10C-8 14-16 12-17 2Z" fill="#3a1806" opacity=".4" transform="translate(3 4)"/><path d="M-17 2C-18-12 14-14 18-2C20 12 6 14 0 10C-8 14-16 12-17 2Z" fill="${canvas.radial('#e6b080 #a9653a #6b3417')}"/><ellipse cx="1" cy="6" rx="5" ry="2.6" fill="#fff1d6"/><path d="M-9-4Q0-9 9-6" fill="none" stroke="#fff1d6" stroke-width="2.5" opacity=".6"/>`;
    return kinds(canvas, [[0], [60, 0.95], [-45], [150, 0.95]], bean);
}

/** A heap of loose grains on the table. */
export const spill = (canvas, list, spots) =>
    spots.map(([x, y]) => shadow(canvas, x + 4, y + 7, 17, 10, 0.5)).join('') + strew(canvas.chance, list, spots);
