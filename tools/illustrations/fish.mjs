// Fish and meat: smoked catfish, dried hake, cow skin, kilishi, crayfish.
import { n } from './canvas.mjs';
import { arc, at, fill, group, heap, kinds, line, oval, path, ribbon, smooth, turned } from './shapes.mjs';
import { bowl, shadow } from './table.mjs';

/** A catfish smoked in a ring, whiskers and all. */
export function smokedCatfish(canvas) {
  const spine = arc(0, 0, 196, 128, 112, 112 + 300, 30).map(([x, y], i) => [x + Math.max(0, i - 24) * 5, y + Math.max(0, i - 24) * 9]);
  const half = t => t < 0.1 ? 44 + t * 180 : t < 0.28 ? 62 : Math.max(10, 62 * (1 - (t - 0.28) / 0.82));
  const { outline, left, right } = ribbon(spine, half);
  const skin = canvas.relief({ frequency: '.02 .045', octaves: 3, depth: 1.8, gloss: 0.35, seed: 5 });
  const toward = (side, share) => (i => [spine[i][0] + (side[i][0] - spine[i][0]) * share, spine[i][1] + (side[i][1] - spine[i][1]) * share]);
  const along = (side, from, to, share) => Array.from({ length: to - from }, (_, i) => toward(side, typeof share === 'function' ? share(i / (to - from - 1)) : share)(from + i));
  const fin = along(right, 8, 28, t => 1 + 0.5 * Math.sin(Math.PI * t) ** 0.5), finRoot = along(right, 8, 28, 0.8).reverse();
  const rays = fin.map(([x, y], i) => `M${n(x)} ${n(y)}L${n(finRoot[19 - i][0])} ${n(finRoot[19 - i][1])}`).join('');
  const folds = spine.slice(5, 28).map((_, i) => {
    const [a, b, d] = [toward(right, 0.75)(i + 5), toward(right, 0)(i + 6 > 29 ? 29 : i + 6), toward(left, 0.7)(i + 5)];
    return `M${n(a[0])} ${n(a[1])}Q${n(b[0])} ${n(b[1])} ${n(d[0])} ${n(d[1])}`;
  }).join('');
  const [tx, ty] = spine[30], [hx, hy] = spine[0];
  return path(outline, fill('#2a0a04', `opacity=".55" transform="translate(12 24)" filter="${canvas.blur(9)}"`)) +
    turned(tx, ty, 92, 0.9, path('M-20-12Q30-46 70-50Q56-14 62 4Q66 26 56 52Q20 36-20 12Z', fill(canvas.linear('#9a5b2c #5a2a14 #2a120a'))), path('M-8-4L56-36M-6 0L56-10M-6 4L52 36', line('#1c0b06', 3, 'opacity=".5"'))) +
    path(smooth([...fin, ...finRoot]), fill(canvas.linear('#8a4f26 #4a2110'))) + path(rays, line('#1c0b06', 2.5, 'opacity=".45"')) +
    group(`filter="${skin}"`, path(outline, fill(canvas.linear('#b8733a #7d4220 #4a2311 #35170c', 0.1, 0, 0.9, 1)))) +
    path(smooth(along(left, 3, 28, 0.55), false), line('#e2a25a', 24, `opacity=".38" filter="${canvas.blur(8)}"`)) +
    path(smooth(along(right, 3, 28, 0.8), false), line('#1a0703', 16, `opacity=".5" filter="${canvas.blur(7)}"`)) +
    path(folds, line('#1c0904', 4, 'opacity=".26"')) +
    path(smooth(along(right, 3, 27, 0.3), false), line('#ffdca8', 8, `opacity=".5" filter="${canvas.blur(4)}"`)) + catfishHead(canvas, hx, hy);
}

function catfishHead(canvas, x, y) {
  const whisker = d => path(d, line('#2b110a', 5)) + path(d, line('#a8632f', 2, 'opacity=".7"'));
  return turned(x, y, 16, 1.16,
    whisker('M62-18Q120-60 150-36Q170-20 188-50') + whisker('M66 10Q112 20 140 6Q170-6 190 12') + whisker('M52 34Q90 78 130 66Q156 60 168 82') + whisker('M40 44Q52 92 24 116'),
    path('M-46-52C-6-66 48-52 72-20C82-4 82 14 70 26C44 52-2 62-48 50C-30 20-30-20-46-52Z', fill('#2a0a04', `opacity=".45" transform="translate(6 12)" filter="${canvas.blur(6)}"`)),
    path('M-46-52C-6-66 48-52 72-20C82-4 82 14 70 26C44 52-2 62-48 50C-30 20-30-20-46-52Z', fill(canvas.radial('#b06c38 #6b351a #2b110a', 0.45, 0.25, 0.85))),
    path('M78-4Q50 12 34 28', line('#1c0805', 6)), path('M-40-44Q-14 0-42 46', line('#1c0805', 5, 'opacity=".7"')), path('M-24-46Q4 0-26 44', line('#1c0805', 3, 'opacity=".35"')),
    path('M-20-44Q24-46 52-20', line('#ffd9a0', 7, `opacity=".5" filter="${canvas.blur(3)}"`)),
    oval(28, -18, 12, 10, fill('#1a0805')), oval(28, -18, 9, 7.5, fill('#d9a050')), oval(29, -18, 5, 5, fill('#120504')), oval(26, -21, 2.4, 2, fill('#fff')),
    path('M-30 48Q-50 84-88 84Q-74 62-66 44Z', fill(canvas.linear('#7a3f1f #3b1a0d'))), path('M-38 52L-76 78M-46 50L-72 64', line('#1c0805', 2.5, 'opacity=".6"')));
}

/** One split and dried hake lying with its tail to the right. */
export function driedHake(canvas, x, y, angle, scale = 1, seed = 3) {
  const body = 'M-214-4C-210-44-160-66-96-62C-10-60 70-34 150-14C190-30 214-42 236-44C226-20 224 18 238 46C212 40 186 26 150 10C70 34-10 62-96 60C-160 62-212 40-214-4Z';
  const flesh = 'M-150-30C-80-44 40-24 130-4C40 18-80 40-150 28C-168 10-166-14-150-30Z', c = canvas.chance, flakes = [];
  for (let i = 0; i < 11; i++) flakes.push(`M${-138 + i * 23}-${n(28 - i * 2.1)}q${n(16 + c.between(-3, 5))} ${n(27 - i * 2)} ${n(c.between(-4, 3))} ${n(52 - i * 4)}`);
  return turned(x, y, angle, scale,
    path(body, fill('#2a0a04', `opacity=".5" transform="translate(10 20)" filter="${canvas.blur(8)}"`)),
    group(`filter="${canvas.relief({ frequency: '.012 .045', octaves: 3, depth: 1.8, seed, gloss: 0.12 })}"`,
      path(body, fill(canvas.linear('#f3c778 #cf8f3f #8f5420 #6b3813', 0.2, 0, 0.5, 1))), path(flesh, fill(canvas.linear('#fde3a4 #eab961 #b9782f', 0.2, 0, 0.6, 1)))),
    path(flakes.join(''), line('#7d4415', 3.5, 'opacity=".55"')), path('M-164 0Q-20 6 146-2', line('#8a4d18', 5, 'opacity=".6"')),
    path('M-96-62Q-60-88-16-84Q-8-70-10-56M10-48Q40-64 66-60L72-36M-60 60Q-40 82-8 78L4 54', fill(canvas.linear('#c98a3c #7d4718'))),
    path('M160-12L226-34M164-2L222 4M160 8L226 36', line('#6b3813', 3, 'opacity=".6"')),
    path('M-172-44Q-150 0-172 42', line('#5a2c0e', 5, 'opacity=".65"')), oval(-188, -16, 11, 10, fill('#4a220b')), oval(-188, -16, 6, 5.5, fill('#f0d29a')), oval(-187, -16, 3, 3, fill('#1a0805')),
    path('M-212 6Q-196 14-184 8', line('#4a220b', 4)), path('M-200-30Q-160-56-90-54Q0-50 80-28', line('#fff1c9', 5, `opacity=".55" filter="${canvas.blur(2)}"`)));
}

/** A piece of cow skin: thick, springy, its edges curling up. */
export function pomoPiece(canvas, x, y, angle, scale, seed) {
  const c = canvas.chance, j = () => c.between(-9, 9);
  const [a, b, d, e] = [[-92 + j(), -40 + j()], [70 + j(), -56 + j()], [98 + j(), 30 + j()], [-70 + j(), 50 + j()]];
  const edge = dy => `M${n(a[0])} ${n(a[1] + dy)}Q${n(-10)} ${n(-74 + dy)} ${n(b[0])} ${n(b[1] + dy)}Q${n(104)} ${n(-24 + dy)} ${n(d[0])} ${n(d[1] + dy)}Q${n(18)} ${n(24 + dy)} ${n(e[0])} ${n(e[1] + dy)}Q${n(-64)} ${n(dy + 4)} ${n(a[0])} ${n(a[1] + dy)}Z`;
  const side = `M${n(a[0])} ${n(a[1])}Q-64 4 ${n(e[0])} ${n(e[1])}Q18 24 ${n(d[0])} ${n(d[1])}v30Q18 ${54} ${n(e[0])} ${n(e[1] + 32)}Q-72 38 ${n(a[0])} ${n(a[1] + 24)}Z`;
  return turned(x, y, angle, scale, path(edge(34), fill('#2a0a04', `opacity=".5" transform="translate(10 8)" filter="${canvas.blur(7)}"`)),
    path(side, fill(canvas.linear('#e9b26a #c47c38 #8a4a1c', 0, 0, 1, 0.6))), path(`M${n(e[0])} ${n(e[1] + 12)}Q18 36 ${n(d[0])} ${n(d[1] + 10)}M${n(e[0])} ${n(e[1] + 22)}Q18 46 ${n(d[0])} ${n(d[1] + 20)}`, line('#ffe0a6', 3, 'opacity=".5"')),
    group(`filter="${canvas.relief({ frequency: 0.03, octaves: 2, depth: 2.2, gloss: 0.3, seed })}"`, path(edge(0), fill(canvas.linear('#b87440 #8a4a24 #5a2a12')))),
    path(`M${n(a[0])} ${n(a[1])}Q-64 4 ${n(e[0])} ${n(e[1])}Q18 24 ${n(d[0])} ${n(d[1])}`, line('#f6cf95', 4, 'opacity=".75"')),
    path('M-66-26Q-8-52 56-38', line('#ffe6c0', 8, `opacity=".4" filter="${canvas.blur(4)}"`)));
}

/** A rolled piece of cow skin, its spiral to the front. */
export function pomoRoll(canvas, x, y, scale) {
  return at(x, y, scale, shadow(canvas, 20, 46, 110, 34, 0.65), path('M-50-46L54-66C100-62 102 22 62 34L-46 46Z', fill(canvas.linear('#b87440 #8a4a24 #4a200d', 0, 0, 0.3, 1))),
    path('M-30-44L50-60', line('#ffe6c0', 7, `opacity=".45" filter="${canvas.blur(3)}"`)), oval(-48, 0, 42, 46, fill('#6b3415')), oval(-48, 0, 37, 41, fill(canvas.radial('#f0bd76 #cf8b44 #8a4a1c'))),
    path('M-48-2C-40-14-28-2-36 10C-48 24-70 12-66-8C-60-32-26-32-18-6C-12 20-36 38-56 32', line('#5a2a12', 7)));
}

/** A thin sheet of spiced beef with ragged edges. */
export function kilishiSheet(canvas, x, y, angle, w, h, seed) {
  const c = canvas.chance, points = [], ragged = (from, to, count, bulge) => {
    for (let i = 0; i < count; i++) {
      const t = i / count;
      points.push([from[0] + (to[0] - from[0]) * t + c.between(-1, 1) * bulge, from[1] + (to[1] - from[1]) * t + c.between(-1, 1) * bulge]);
    }
  };
  ragged([-w, -h], [w, -h * 0.86], 7, 9); ragged([w, -h * 0.86], [w * 0.94, h], 4, 10); ragged([w * 0.94, h], [-w * 0.95, h * 0.92], 7, 9); ragged([-w * 0.95, h * 0.92], [-w, -h], 4, 10);
  const outline = smooth(points), flecks = ['', '', ''];
  for (let i = 0; i < 54; i++) flecks[i % 3] += `M${n(c.between(-w * 0.92, w * 0.9))} ${n(c.between(-h * 0.85, h * 0.85))}l${n(c.between(-4, 4))} ${n(c.between(1, 4))}`;
  const fibres = Array.from({ length: 7 }, (_, i) => `M${n(-w * 0.9)} ${n(-h * 0.8 + i * h * 0.26)}q${n(w * 0.6)} ${n(c.between(-16, 16))} ${n(w * c.between(1.2, 1.75))} ${n(c.between(-6, 10))}`).join('');
  return turned(x, y, angle, 1, path(outline, fill('#2a0a04', `opacity=".55" transform="translate(8 13)" filter="${canvas.blur(5)}"`)), path(outline, fill('#3d0c06', 'transform="translate(2 5)"')),
    group(`filter="${canvas.relief({ frequency: '.015 .05', octaves: 3, depth: 3, gloss: 0.22, seed })}"`, path(outline, fill(canvas.linear('#d2552a #a8301a #741810')))),
    path(fibres, line('#4a0e06', 3, 'opacity=".4"')), path(flecks[0], line('#f7c987', 4.5, 'opacity=".85"')), path(flecks[1], line('#ff7a3c', 4.5, 'opacity=".9"')), path(flecks[2], line('#3a0a05', 4, 'opacity=".75"')),
    path(smooth(points.slice(0, 8), false), line('#ffc391', 3, 'opacity=".55"')));
}

/** Small dried crayfish, curled and jointed. */
export function crayfishKinds(canvas, turns) {
  const shell = canvas.linear('#ffc08a #ee7d43 #b5451b'), body = 'M-26 10C-30-12-8-28 14-22C34-16 38 4 28 16C24 22 18 24 14 22C20 12 18-2 6-4C-6-6-12 2-12 10C-14 18-24 18-26 10Z';
  const one = `<path d="M22-10Q40-30 58-26M24-4Q44-14 60-6" fill="none" stroke="#c65a2a" stroke-width="2"/><path d="M10 6l-4 10M0 4l-4 10M18 6l0 10" stroke="#b5451b" stroke-width="2.5"/><path d="${body}" fill="#6b2208" opacity=".35" transform="translate(3 5)"/><path d="${body}" fill="${shell}"/>` +
    '<path d="M-14-14q8 6 6 14M-2-22q6 8 2 18M12-22q4 8-2 18M24-14q0 8-8 14M-24 4q6 2 12 2" fill="none" stroke="#9a3a14" stroke-width="2.5" opacity=".7"/><path d="M-20-2Q-10-20 10-19" fill="none" stroke="#fff0dc" stroke-width="3" opacity=".7"/><circle cx="26" cy="-6" r="3.2" fill="#2a0a04"/>';
  return kinds(canvas, turns ?? [[0, 1.3, 0.85], [60, 1.15, 0.85], [130, 1.25, 0.85], [200, 1.1, 0.85], [290, 1.25, 0.85]], one);
}

export const powderMound = (canvas, rx, ry, height, stops, seed = 4) => group(`filter="${canvas.relief({ frequency: 0.14, octaves: 3, depth: 1.3, seed, light: 1.2 })}"`,
  path(smooth([[-rx, 4], [-rx * 0.62, -height * 0.5], [-rx * 0.2, -height * 0.93], [rx * 0.1, -height * 0.98], [rx * 0.55, -height * 0.55], [rx, 4], [rx * 0.7, ry * 0.75], [0, ry], [-rx * 0.7, ry * 0.75]]), fill(canvas.radial(stops, 0.36, 0.25, 0.85))));

export const crayfishBowl = canvas => bowl(canvas, { rx: 215, ry: 112, depth: 150, glaze: 'cream' }, powderMound(canvas, 198, 102, 150, '#f3a765 #d6743a #95421a'));

export const crayfishHeap = (canvas, count, rx, ry, height) => shadow(canvas, 10, ry * 0.5, rx * 1.3, ry * 1.3, 0.5) +
  heap(canvas, crayfishKinds(canvas), { count, rx, ry, height, under: '#8f3a12' });
