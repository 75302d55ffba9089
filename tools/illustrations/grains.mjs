// Grains and staples: ogi, fufu, tapioca, and the rice, beans and plantain of the home page.
import { n } from './canvas.mjs';
import { blob, fill, group, heap, kinds, line, oval, path, smooth, stencil, strew, turned } from './shapes.mjs';
import { bowl, shadow } from './table.mjs';

/** Soft fermented maize paste, swirled by a spoon. */
export function ogi(canvas, rx = 236, ry = 122) {
  const spiral = [];
  for (let i = 0; i <= 44; i++) {
    const turn = i / 44 * Math.PI * 5.2 + 2.6, reach = 1 - i / 44;
    spiral.push([Math.cos(turn) * rx * 0.86 * reach, Math.sin(turn) * ry * 0.84 * reach - 46 * (1 - reach) ** 1.5]);
  }
  const shifted = (dx, dy) => smooth(spiral.map(([x, y]) => [x + dx, y + dy]), false);
  return oval(0, 4, rx, ry, fill(canvas.radial('#fffdf3 #fbf0d6 #e8cf9f', 0.4, 0.3, 0.8))) +
    path(blob(canvas.chance, -6, -14, rx * 0.86, ry * 0.88, 0.03, 14), fill(canvas.radial('#fffef8 #fdf4de #efdcb4', 0.38, 0.3, 0.75))) +
    path(shifted(5, 13), line('#c1954d', 20, `opacity=".5" filter="${canvas.blur(7)}"`)) +
    path(shifted(0, 0), line('#fff6e2', 25, `filter="${canvas.blur(2)}"`)) +
    path(shifted(-2, -5), line('#fff', 9, `filter="${canvas.blur(2.5)}"`)) +
    path('M-22-44Q-14-84 14-104Q4-82 26-50Q4-30-22-44Z', fill(canvas.linear('#fff #fdf1d8 #e2c692', 0, 0, 1, 0.6)));
}

export const ogiBowl = canvas => bowl(canvas, { glaze: 'clay' }, ogi(canvas));

/** One smooth ball of fufu. */
function ball(canvas, x, y, r) {
  const c = canvas.chance, body = blob(c, x, y, r, r * 0.9, 0.022, 9);
  return oval(x + r * 0.14, y + r * 0.62, r * 0.98, r * 0.5, fill(canvas.radial('#5a2a0a@0/.7 #5a2a0a@1/0', 0.5, 0.5, 0.5))) +
    path(body, fill(canvas.radial('#fffef8@0 #fbf2dc@.4 #ecd9b2@.75 #c9a871@1', 0.36, 0.28, 0.82))) +
    path(`M${n(x - r * 0.58)} ${n(y - r * 0.12)}Q${n(x - r * 0.52)} ${n(y - r * 0.56)} ${n(x - r * 0.06)} ${n(y - r * 0.66)}`, line('#fff', 9, `opacity=".85" filter="${canvas.blur(3)}"`));
}

const fufuSpots = [[-118, -40, 98], [112, -44, 98], [-6, -122, 94], [-64, 22, 98], [74, 24, 96]];

export const fufuBowl = canvas => bowl(canvas, { depth: 170 },
  oval(0, 10, 240, 122, fill('#2e0406', 'opacity=".35"')), fufuSpots.map(([x, y, r]) => ball(canvas, x, y, r)).join(''));

/** White, crackled grains of tapioca. */
export function tapiocaGrains(canvas) {
  const c = canvas.chance, light = canvas.radial('#fff #fffaf0 #dccaa6', 0.35, 0.28, 0.8);
  const body = r => `<path d="${blob(c, 0, 2, r, r * 0.86, 0.13, 7)}" fill="#a98654" opacity=".55"/><path d="${blob(c, 0, 0, r, r * 0.88, 0.14, 7)}" fill="${light}"/>`;
  return kinds(canvas, [[0], [70, 0.8]], body(13), body(15.5), body(11), body(9));
}

export const tapiocaBowl = canvas => bowl(canvas, { glaze: 'calabash', depth: 165 },
  heap(canvas, tapiocaGrains(canvas), { count: 270, rx: 228, ry: 116, height: 105, under: '#c9ab74' }));

/** Long grains of rice, four to a tuft. */
export function riceKinds(canvas, tint = '#ffb877 #ea6a22 #b5400e') {
  const grain = stencil(canvas, 'M-10 1Q-6-5 2-4Q10-3 11 1Q5 6-2 5Q-9 4-10 1Z'), paint = canvas.linear(tint, 0, 0, 0.6, 1);
  const tuft = [[-9, -5, 20], [8, -7, 100], [-5, 7, 150], [11, 6, 60]].map(([x, y, turn]) => `<g transform="translate(${x} ${y})rotate(${turn})">${grain('fill="#7d2606" y="3"')}${grain(`fill="${paint}"`)}</g>`).join('');
  return kinds(canvas, [[0, 1, 0.85], [50, 1, 0.85], [105, 0.95, 0.85], [160, 1, 0.85]], tuft);
}

export const riceMound = (canvas, rx, ry, height, count, under = '#c24e14', tint = undefined) =>
  heap(canvas, riceKinds(canvas, tint), { count, rx, ry, height, under, shade: '#4a1204' });

/** Fried ripe plantain, cut aslant. */
export function plantainSlice(canvas, x, y, angle, scale = 1) {
  return turned(x, y, angle, scale, oval(6, 12, 62, 34, fill('#3a0f06', 'opacity=".3"')), oval(0, 6, 60, 32, fill('#7d3608')),
    oval(0, 0, 60, 32, fill(canvas.radial('#ffdf7a@0 #f7b733@.5 #d97a12@.85 #9a4a08@1', 0.45, 0.42, 0.6))),
    path('M-34 2Q-6-9 34 1M-26 9Q2 2 28 9', line('#b8640c', 4, 'opacity=".35"')), path('M-12 0h1M2-4h1M14 1h1M-2 4h1', line('#7d3608', 4, 'opacity=".5"')), path('M-42-10Q-24-24 4-24', line('#fff3c4', 5, 'opacity=".6"')));
}

export const plantain = (canvas, rows) => rows.map(([x, y, angle, scale]) => plantainSlice(canvas, x, y, angle, scale)).join('');

/** Mashed beans, the pale half of ewa aganyin. */
export const mashedBeans = (canvas, rx, ry) => group(`filter="${canvas.relief({ frequency: 0.035, octaves: 3, depth: 7, seed: 8 })}"`,
  path(blob(canvas.chance, 0, -ry * 0.2, rx, ry * 1.1, 0.05, 14), fill(canvas.radial('#e0ac7d #bd7c4e #85492a', 0.38, 0.3, 0.75))));

/** A heap of loose grains on the table. */
export const spill = (canvas, list, spots) => spots.map(([x, y]) => shadow(canvas, x + 4, y + 7, 17, 10, 0.5)).join('') + strew(canvas.chance, list, spots);
