// Pictures that belong to the shop itself: mark, empty cart, nothing found.
import { Canvas, n } from './canvas.mjs';
import { arc, at, fill, line, oval, path, smooth, turned } from './shapes.mjs';
import { color, leaf, plate, shadow, spoon } from './table.mjs';

/** The mark: a pot on the fire whose steam is a leaf. */
function mark(plain) {
    const canvas = new Canvas(64, 64);
    const ground = plain
        ? `<rect width="64" height="64" rx="15" fill="${color.burgundy}"/>`
        : oval(32, 32, 32, 32, fill(canvas.linear('#7d1414 #5a080c')));
    return canvas.add(
        ground,
        path('M31.5 29.5C17 25 20 10 34 5C41 14 43 24 31.5 29.5Z', fill('#f59a3c')),
        path('M31 29.5Q30 19 34 10', line(color.burgundy, 1.8)),
        path('M13 34H51C52 47 44 55 32 55C20 55 12 47 13 34Z', fill('#fbf1de')),
        path('M10.5 31.5H53.5', line('#fbf1de', 4.5)),
        path('M17.5 41Q32 48 46.5 41', line(color.ember, 2.6, 'stroke-dasharray=".1 4.6"')),
    );
}

function basket(canvas) {
    const weave = [];
    for (let row = 0; row < 6; row++) {
        for (let i = 0; i < 13; i++) {
            const k = 1 - row * 0.055,
                angle = ((168 - i * 13) * Math.PI) / 180;
            weave.push(
                `<ellipse cx="${n(Math.cos(angle) * 226 * k)}" cy="${n(34 + row * 40 + Math.sin(angle) * 88 * k)}" rx="27" ry="17" transform="rotate(${n(-Math.cos(angle) * 24)} ${n(Math.cos(angle) * 226 * k)} ${n(34 + row * 40 + Math.sin(angle) * 88 * k)})" fill="${canvas.linear((row + i) % 2 ? '#f0c486 #d39a50 #a4692a' : '#b5532c #8f2f18 #5a1208')}"/>`,
            );
        }
    }
    const body = 'M-248 0C-240 120-206 240-176 262A178 70 0 0 0 176 262C206 240 240 120 248 0Z';
    return (
        shadow(canvas, 50, 290, 290, 84, 0.6) +
        path('M-196-6C-190-270 190-270 196-6', line('#6b3a17', 30)) +
        path('M-196-6C-190-270 190-270 196-6', line(canvas.linear('#f0c486 #c98a45 #8f5420'), 22)) +
        path('M-196-6C-190-270 190-270 196-6', line('#7d1414', 22, 'stroke-dasharray="10 34" stroke-linecap="butt" opacity=".75"')) +
        path(body, fill(canvas.linear('#a8702f #7d4718 #4f2a0c', 0, 0, 1, 0.4))) +
        canvas.clip(path(body, ''), weave.join('') + path(body, fill(canvas.linear('#fff@0/.12 #200@.5/0 #200@1/.45', 0, 0, 1, 0.3)))) +
        oval(0, 0, 256, 96, fill(canvas.linear('#f0c486 #c98a45 #8f5420'))) +
        oval(0, 1, 241, 87, line('#7d1414', 13, 'stroke-dasharray="14 16" stroke-linecap="butt" opacity=".6"')) +
        oval(0, 4, 226, 79, fill(canvas.linear('#4a230b #7a4318 #b0743a')))
    );
}

function onDisc(seed, draw) {
    const canvas = new Canvas(800, 800, seed);
    canvas.add(
        path(
            smooth(arc(400, 410, 368, 356, 0, 324, 9).map(([x, y], i) => [x + (i % 3) * 8 - 8, y + (i % 2) * 12 - 6])),
            fill(canvas.linear('#fff3d9 #f8ddb0 #e9b57c')),
        ),
    );
    return canvas.add(...draw(canvas));
}

export const shopPictures = {
    logo: () => mark(false),
    favicon: () => mark(true),
    'empty-cart': () =>
        onDisc(71, c => [
            at(400, 340, 0.94, basket(c)),
            leaf(c, 620, 680, -28, 200, 52),
            leaf(c, 170, 655, 24, 160, 44, '#f0a24a #c2410c #7d1f08'),
        ]),
    'not-found': () =>
        onDisc(72, c => [
            at(400, 440, 0.98, plate(c, { rx: 320, ry: 196, glaze: 'burgundy' })),
            at(400, 450, 0.98, oval(0, 0, 232, 134, fill(c.linear('#a3352b #7d1414 #5a080c')))),
            ...[
                [330, 430],
                [350, 470],
                [420, 420],
                [470, 470],
                [400, 500],
                [300, 480],
                [500, 430],
            ].map(([x, y]) => turned(x, y, x, 0.9, path('M-12 0Q-8-10 4-8Q14-4 10 6Q0 12-12 0Z', fill('#f6d9a0')))),
            turned(470, 390, -38, 1.2, spoon(c, 0, 300)),
            leaf(c, 190, 640, 150, 210, 56),
        ]),
};
