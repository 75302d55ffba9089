// Drinks and snacks of the second shop.
import { n } from './canvas.mjs';
import { arc, blob, fill, heap, kinds, line, oval, path, turned } from './shapes.mjs';
import { bowl, shadow } from './table.mjs';

/** A tall glass, its foot at the origin; `drink` are the colours from top to bottom. */
export function glass(canvas, drink, { height = 400, top = 118, foot = 84, level = 0.86, inside = '', surface } = {}) {
  const at = k => foot + (top - foot) * k, ratio = 0.34, liquid = height * level;
  const wall = (k, h) => `M${n(-at(k))} ${n(-h)}L${-foot} 0A${foot} ${n(foot * ratio)} 0 0 0 ${foot} 0L${n(at(k))} ${n(-h)}`;
  const rim = at(level), outline = wall(1, height), body = `${wall(level, liquid)}A${n(rim)} ${n(rim * ratio)} 0 0 1 ${n(-rim)} ${n(-liquid)}Z`;
  return shadow(canvas, 56, 14, 170, 52, 0.6) + oval(30, 12, 60, 16, fill(canvas.radial(drink, 0.5, 0.5, 0.5), 'opacity=".4"')) +
    path(outline + 'Z', fill('#fffaf0', 'opacity=".35"')) + oval(0, -height, top, top * ratio, fill('#fffaf0', 'opacity=".3"')) +
    path(body, fill(canvas.linear(drink, 0.1, 0, 0.7, 1))) +
    oval(0, -liquid, rim, rim * ratio, fill(surface ?? canvas.linear(drink, 0, 0, 1, 1))) + oval(0, -liquid, rim - 2, rim * ratio - 2, line('#fff', 3, 'opacity=".35"')) + inside +
    path(`M${n(-top * 0.8)} ${n(-height * 0.86)}L${n(-foot * 0.76)} -30`, line('#fff', 14, `opacity=".5" filter="${canvas.blur(3)}"`)) +
    path(`M${n(top * 0.82)} ${n(-height * 0.7)}L${n(foot * 0.84)} -60`, line('#fff', 5, 'opacity=".45"')) +
    path(outline, line('#fff', 4, 'opacity=".6"')) + path(`M${-foot + 6} 6A${foot} ${n(foot * ratio)} 0 0 0 ${foot - 6} 6`, line('#fff', 7, 'opacity=".55"')) +
    oval(0, -height, top, top * ratio, line('#fff', 5, 'opacity=".85"'));
}

export const ice = (canvas, x, y, angle, scale = 1) => turned(x, y, angle, scale, path('M-34-20L6-34L38-12L30 26L-8 36L-36 14Z', fill(canvas.linear('#fff@0/.75 #ffd9d6@.5/.35 #fff@1/.5'))), path('M-34-20L2-6L38-12M2-6L-8 36', line('#fff', 3, 'opacity=".6"')));

/** A round of orange. */
export const orangeSlice = (canvas, x, y, angle, scale = 1) => turned(x, y, angle, scale, oval(0, 0, 62, 62, fill('#f08a1c')), oval(0, 0, 55, 55, fill('#fff0cf')),
  path(Array.from({ length: 9 }, (_, i) => { const a = i * 40 * Math.PI / 180, b = a + 0.58, m = a + 0.29; return `M${n(Math.cos(m) * 8)} ${n(Math.sin(m) * 8)}L${n(Math.cos(a) * 46)} ${n(Math.sin(a) * 46)}Q${n(Math.cos(m) * 56)} ${n(Math.sin(m) * 56)} ${n(Math.cos(b) * 46)} ${n(Math.sin(b) * 46)}Z`; }).join(''), fill(canvas.radial('#ffc04a #f7941d'))));

/** A dried hibiscus calyx, from which zobo is brewed. */
export function hibiscus(canvas, x, y, angle, scale = 1) {
  const petal = `<path d="M0 4C-20-10-20-44 2-66C20-44 22-12 0 4Z" fill="${canvas.linear('#c22a4a #8a1030 #4a0418')}"/><path d="M0 0Q-2-30 2-56" fill="none" stroke="#e88098" stroke-width="2" opacity=".5"/>`;
  return turned(x, y, angle, scale, oval(6, 12, 46, 34, fill('#2a0a04', 'opacity=".4"')), ...[-100, 96, -52, 50, 0].map((a, i) => turned(0, 6, a, i === 4 ? 1 : 0.92, petal)), oval(0, 8, 17, 14, fill(canvas.radial('#b8284a #6b0a22 #33020e'))));
}

/** Golden squares of fried dough. */
export function chinChinKinds(canvas) {
  const top = canvas.linear('#ffdc94 #eeb050 #cf8226'), left = canvas.linear('#d98f34 #a45c14'), right = canvas.linear('#a8611a #77400c');
  const cube = (w, h, d) => `<path d="M${-w} 0L0 ${h}V${h + d}L${-w} ${d}Z" fill="${left}"/><path d="M0 ${h}L${w} 0V${d}L0 ${h + d}Z" fill="${right}"/><path d="M0 ${-h}L${w} 0L0 ${h}L${-w} 0Z" fill="${top}"/>` +
    `<path d="M${-w + 4}-1L-2 ${-h + 3}" stroke="#fff2cc" stroke-width="3" opacity=".7" stroke-linecap="round"/><path d="M2-2h1M-6 3h1M7 3h1" stroke="#8a4d0c" stroke-width="2.5" stroke-linecap="round" opacity=".5"/>`;
  return [...kinds(canvas, [[0], [14, 0.92], [-16, 1.05], [40, 0.95]], cube(19, 11, 15)), ...kinds(canvas, [[0], [-24]], cube(17, 10, 12))];
}

export const chinChinBowl = canvas => bowl(canvas, { glaze: 'burgundy', depth: 165 }, heap(canvas, chinChinKinds(canvas), { count: 150, rx: 222, ry: 112, height: 100, under: '#8a4d12' }));

/** A crisp of plantain, thin and a little bent. */
export function chipKinds(canvas) {
  const chip = (bend, stops) => `<path d="M-50 4C-46-24-6-34 24-28C54-20 56 10 30 24C0 36-44 28-50 4Z" fill="#7d3a08" opacity=".5" transform="translate(3 7)"/><path d="M-50 4C-46-24-6-34 24-28C54-20 56 10 30 24C0 36-44 28-50 4Z" fill="${canvas.radial(stops, 0.45, 0.4, 0.65)}"/>` +
    `<path d="M-20 0q12-${bend} 24-2t22 0M-12 9q12 4 24 0" fill="none" stroke="#b8741a" stroke-width="3.5" opacity=".5" stroke-linecap="round"/><path d="M-38-6Q-20-24 10-23" fill="none" stroke="#fffbe0" stroke-width="4" opacity=".75" stroke-linecap="round"/>`;
  return kinds(canvas, [[0, 1, 0.85], [45, 0.95, 0.8], [100, 1, 0.9], [150, 1.05, 0.75], [-30, 1, 0.6], [-70, 0.95, 0.9]], chip(8, '#fff0a0 #ffd34f #eba022 #b8680c'), chip(4, '#ffe88a #fbc23a #dd8a16 #a85a0a'));
}

export const chipsBowl = canvas => bowl(canvas, { glaze: 'leaf', depth: 160 }, heap(canvas, chipKinds(canvas), { count: 54, rx: 210, ry: 104, height: 130, under: '#a8610f' }));

/** A fried dough ball. */
export function puff(canvas, x, y, r) {
  return oval(x + r * 0.12, y + r * 0.6, r, r * 0.5, fill(canvas.radial('#3a0f06@0/.7 #3a0f06@1/0', 0.5, 0.5, 0.5))) +
    path(blob(canvas.chance, x, y, r, r * 0.93, 0.035, 9), fill(canvas.radial('#f6bf6a@0 #d98a30@.35 #a8571a@.7 #6b2f0c@1', 0.36, 0.28, 0.85))) +
    path(`M${n(x - r * 0.5)} ${n(y + r * 0.25)}q${n(r * 0.3)} ${n(r * 0.22)} ${n(r * 0.7)} ${n(r * 0.1)}M${n(x + r * 0.2)} ${n(y - r * 0.3)}q${n(r * 0.3)} ${n(r * 0.1)} ${n(r * 0.34)} ${n(r * 0.36)}`, line('#5f2a0a', 3.5, `opacity=".4" filter="${canvas.blur(1.5)}"`)) +
    path(`M${n(x - r * 0.56)} ${n(y - r * 0.16)}Q${n(x - r * 0.48)} ${n(y - r * 0.54)} ${n(x - r * 0.06)} ${n(y - r * 0.64)}`, line('#ffeec4', 9, `opacity=".75" filter="${canvas.blur(3)}"`));
}

export function sugar(canvas, spots) {
  const d = spots.map(([x, y, r]) => Array.from({ length: 16 }, () => `M${n(x + canvas.chance.between(-r, r) * 0.6)} ${n(y - r * 0.2 + canvas.chance.between(-r, r) * 0.5)}h1`).join('')).join('');
  return path(d, line('#fffaf0', 4.5, 'opacity=".95"'));
}

const puffSpots = [[-128, -36, 84], [122, -40, 84], [0, -70, 88], [-62, -132, 80], [70, -136, 78], [-76, 26, 86], [84, 28, 84], [2, -6, 86]].sort((a, b) => a[1] - b[1]);

export const puffBowl = canvas => bowl(canvas, { glaze: 'clay', depth: 165 }, oval(0, 6, 240, 124, fill('#3a1204', 'opacity=".5"')), puffSpots.map(([x, y, r]) => puff(canvas, x, y, r)).join(''), sugar(canvas, puffSpots));

/** A square of coconut candy: caramel with shreds. */
export function coconutCandy(canvas, x, y, angle, scale = 1) {
  const c = canvas.chance, shreds = stroke => Array.from({ length: 15 }, () => `M${n(c.between(-66, 56))} ${n(c.between(-28, 22))}q${n(c.between(4, 12))} ${n(c.between(-9, 4))} ${n(c.between(14, 26))} ${n(c.between(-7, 7))}`).join('');
  const top = 'M-78-14Q-70-34-40-38L44-42Q72-38 78-12L70 22Q54 36 30 36L-46 34Q-74 30-78-14Z';
  return turned(x, y, angle, scale, path(top, fill('#2a0a04', `opacity=".5" transform="translate(10 34)" filter="${canvas.blur(7)}"`)), path('M-78-14Q-84 40-62 58Q-40 68 30 66Q66 64 74 50L78-12Z', fill(canvas.linear('#c4772a #94501a #5f2c0a', 0, 0, 1, 0.3))),
    path(top, fill(canvas.linear('#f5c47a #dd9640 #b06a20'))), path(shreds(), line('#8f4d12', 5, 'opacity=".5"')), path(shreds(), line('#fffbf0', 5, 'opacity=".92"')), path(shreds(), line('#fdeccb', 4, 'opacity=".9"')),
    path('M-60 44q10-8 24-2M-20 52q12-8 26 0M30 50q10-8 22-2', line('#f7dcae', 4, 'opacity=".7"')));
}

/** Half a coconut. */
export function coconut(canvas, x, y, scale = 1) {
  const hair = arc(0, 0, 138, 128, 20, 160, 16).map(([px, py], i) => `M${n(px * 0.96)} ${n(py * 0.96)}q${i % 2 * 6 - 3} 8 ${n(px * 0.06)} ${n(py * 0.09)}`).join('');
  return turned(x, y, -8, scale, shadow(canvas, 30, 106, 165, 52, 0.6), path('M-140 0A140 130 0 0 0 140 0Z', fill(canvas.linear('#8a5a34 #5a3318 #2e160a'))), path(hair + 'M-120 30Q-60 90 0 100M-90 20Q-20 80 70 80M10 120Q80 90 116 40', line('#c48f5e', 3, 'opacity=".55"')),
    oval(0, 0, 140, 74, fill('#4a2712')), oval(0, 0, 132, 68, fill(canvas.linear('#fff #fffaf0 #f0e2c6'))), oval(2, 6, 100, 47, fill(canvas.linear('#d9c8a4 #f6ecd6 #fff'))), path('M-80 2A84 40 0 0 1-20-34', line('#b89f72', 5, `opacity=".4" filter="${canvas.blur(3)}"`)));
}

/** A hand of ginger. */
export const ginger = (canvas, x, y, angle, scale = 1) => turned(x, y, angle, scale, path('M-90 6C-96-22-60-30-44-16C-40-50-4-58 0-26C30-40 48-26 50-10C84-22 104-4 90 16C76 32 50 24 36 24C30 52-2 50-10 28C-40 40-84 34-90 6Z', fill('#2a0a04', `opacity=".45" transform="translate(7 14)" filter="${canvas.blur(5)}"`)),
  path('M-90 6C-96-22-60-30-44-16C-40-50-4-58 0-26C30-40 48-26 50-10C84-22 104-4 90 16C76 32 50 24 36 24C30 52-2 50-10 28C-40 40-84 34-90 6Z', fill(canvas.linear('#f3d79c #d6a65c #9a6a2a'))), path('M-70-8q6 14 0 26M-40-10q8 16 2 34M-4-20q8 20 0 40M40-6q8 10 2 24M66-4q8 10 2 20M-30-34q14 4 24-2', line('#8a5a22', 3, 'opacity=".5"')), path('M-78-8Q-66-20-54-14M-30-30Q-20-44-8-36', line('#fff3d6', 5, 'opacity=".7"')));

/** A clove bud. */
export const clove = canvas => turned(0, 0, 40, 1, path('M-26-3L10-6L10 6L-26 4Z', fill('#2a0a04', 'opacity=".35" transform="translate(3 6)"')), path('M-26-3L10-6L10 6L-26 4Z', fill(canvas.linear('#8a5230 #4a2411', 0, 0, 0, 1))), path('M8-6L24-12L18 0L26 10L8 6Z', fill('#5a2e16')), oval(16, -1, 8, 7, fill(canvas.radial('#b07c50 #6b3a1c'))));
