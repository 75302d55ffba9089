// Sauces and soups: ready mixes, and the dishes of the home page.
import { n } from './canvas.mjs';
import { blob, fill, group, kinds, line, oval, path, strew, turned } from './shapes.mjs';
import { bowl } from './table.mjs';

const sauces = {
  ayamase: { base: '#8fa03c #5f7a22 #36500f', lumps: ['#b8c75a #7d9a30 #46631a', '#9cb545 #64852a #3a5512', '#d3cf7a #98a03c #5a661e'], oil: '#c98a1c #8a4a0c #4f2406', dots: '#2f4410' },
  ofada: { base: '#d9532a #a82c12 #661308', lumps: ['#f0814a #c8401a #861c0a', '#e2603a #b02c12 #6b1408', '#c24a2a #8a1c0c #4a0c06'], oil: '#ff9a3c #e2560f #a82c06', dots: '#5a1006' },
  aganyin: { base: '#6b2410 #3f1208 #1f0804', lumps: ['#8a3418 #4f180a #240a04', '#6b240f #3a1006 #1a0603', '#a34a20 #66240e #331006'], oil: '#d9581c #8f2a0a #4f1204', dots: '#140502' },
  egusi: { base: '#f2b845 #d88a1e #94500c', lumps: ['#ffe08a #efb23f #b06f16', '#ffd26b #e09a2a #9a5a10', '#f7e3a4 #e0b25a #a5742a'], oil: '#ff9a2c #e0620f #a83a06', dots: '#8a4a0c' },
  pepperSoup: { base: '#d98a3c #a8521a #6b2a0c', lumps: ['#b0602a #7d3814 #4a1c08'], oil: '#ffb85c #e2751c #a8440a', dots: '#5a2408' },
};

/** The surface of a thick sauce, chunky and ringed with palm oil. */
export function sauce(canvas, kind, rx, ry, { lumps = 34, pools = 7, rise = 30 } = {}) {
  const c = canvas.chance, s = sauces[kind], spot = reach => {
    const angle = c.between(0, Math.PI * 2), far = reach * Math.sqrt(c.next());
    return [Math.cos(angle) * rx * far, Math.sin(angle) * ry * far - rise * (1 - far * far)];
  };
  const gloss = canvas.relief({ frequency: 0.03, octaves: 3, depth: 2.6, gloss: 0.5, seed: 7 });
  const pieces = s.lumps.flatMap(paint => kinds(canvas, [[0], [25, 0.7], [-20, 0.85]], path(blob(c, 0, 0, 27, 16, 0.16, 7), fill(canvas.linear(paint)))));
  const lumpList = strew(c, pieces, Array.from({ length: lumps }, () => spot(0.84)).sort((a, b) => a[1] - b[1]));
  const oilSpots = Array.from({ length: pools }, (_, i) => {
    const angle = (i + c.between(0, 0.6)) / pools * Math.PI * 2;
    return [Math.cos(angle) * rx * 0.83, Math.sin(angle) * ry * 0.83, c.between(20, 42)];
  });
  const glints = oilSpots.map(([x, y, r]) => `M${n(x - r * 0.7)} ${n(y - r * 0.15)}q${n(r * 0.4)}-${n(r * 0.3)} ${n(r)}-${n(r * 0.22)}`).join('');
  let seeds = '';
  for (let i = 0; i < 40; i++) { const [x, y] = spot(0.8); seeds += `M${n(x)} ${n(y)}h1`; }
  return oval(0, 4, rx, ry, fill(canvas.linear(s.oil, 0.1, 0, 0.8, 1))) +
    group(`filter="${gloss}"`, path(blob(c, 0, -rise * 0.45, rx * 0.9, ry * 0.86 + rise * 0.3, 0.05, 16), fill(canvas.radial(s.base))), lumpList) +
    oilSpots.map(([x, y, r]) => path(blob(c, x, y, r, r * 0.5, 0.14, 7), fill(canvas.radial(s.oil), 'opacity=".9"'))).join('') +
    path(seeds, line('#ffe0a0', 4, 'opacity=".75"')) + path(glints, line('#fff6e0', 4, 'opacity=".75"')) +
    path(`M${n(-rx * 0.9)} ${n(-ry * 0.12)}A${n(rx * 0.92)} ${n(ry * 0.92)} 0 0 1 ${n(-rx * 0.3)} ${n(-ry * 0.82)}`, line('#ffe9c4', 4, 'opacity=".4"'));
}

export const sauceBowl = (canvas, kind, options, more = {}) => bowl(canvas, options, sauce(canvas, kind, (options.rx ?? 260) * 0.93, (options.ry ?? 140) * 0.91, more), more.top ?? '');

/** Half a boiled egg among the sauce. */
export const egg = (canvas, x, y, angle, scale = 1) => turned(x, y, angle, scale, oval(3, 8, 46, 33, fill('#2a0a04', 'opacity=".4"')), oval(0, 0, 46, 33, fill(canvas.radial('#fff #fdf5e2 #e0c79a'))),
  oval(5, 0, 24, 20, fill(canvas.radial('#ffd95c #f5a623 #c46a0c'))), path('M-30-12Q-18-24 0-25', line('#fff', 5, 'opacity=".9"')));

/** A chunk of stewed meat. */
export const meat = (canvas, x, y, angle, scale = 1, seed = 3) => turned(x, y, angle, scale, oval(5, 14, 48, 30, fill('#2a0a04', 'opacity=".4"')),
  group(`filter="${canvas.relief({ frequency: '.03 .06', octaves: 3, depth: 2.4, gloss: 0.4, seed })}"`, path('M-46-8C-40-34-8-38 18-32C46-28 54-4 46 14C38 34-2 36-26 30C-46 24-50 8-46-8Z', fill(canvas.linear('#b4683a #7d3a1a #43190a')))),
  path('M-34-12Q-14-28 14-24', line('#ffd9a8', 5, `opacity=".55" filter="${canvas.blur(2)}"`)));

/** Shreds of leaf, as ugu or bitter leaf in a soup. */
export function greens(canvas, spots) {
  const shred = body => `<path d="${body}" fill="${canvas.linear('#7fae3c #43751f #1f4a10')}"/>`;
  return strew(canvas.chance, kinds(canvas, [[0], [70], [140], [220]], shred('M-20 0Q-10-12 6-8Q20-8 22 2Q8 10-4 7Q-14 10-20 0Z'), shred('M-16-2Q0-14 17-3Q8 12-6 8Z')), spots);
}
