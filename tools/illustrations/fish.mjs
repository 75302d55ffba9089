// Fish: smoked catfish, dried hake, crayfish.
import { n } from './canvas.mjs';
import { arc, fill, group, heap, kinds, line, oval, path, ribbon, smooth, stencil, turned } from './shapes.mjs';
import { bowl, shadow } from './table.mjs';

/** A catfish smoked in a ring, whiskers and all. */
export function smokedCatfish(canvas) {
    const spine = arc(0, 0, 196, 128, 112, 112 + 300, 30).map(([x, y], i) => [x + Math.max(0, i - 24) * 5, y + Math.max(0, i - 24) * 9]);
    const half = t => (t < 0.1 ? 44 + t * 180 : t < 0.28 ? 62 : Math.max(10, 62 * (1 - (t - 0.28) / 0.82)));
    const { outline, left, right } = ribbon(spine, half);
    const skin = canvas.relief({ frequency: '.011 .03', octaves: 3, depth: 1.6, gloss: 0.4, seed: 5 });
    const toward = (side, share) => i => [
        spine[i][0] + (side[i][0] - spine[i][0]) * share,
        spine[i][1] + (side[i][1] - spine[i][1]) * share,
    ];
    const along = (side, from, to, share) =>
        Array.from({ length: to - from }, (_, i) =>
            toward(side, typeof share === 'function' ? share(i / (to - from - 1)) : share)(from + i),
        );
    const fin = along(right, 8, 28, t => 1 + 0.36 * Math.sin(Math.PI * t) ** 0.5),
        finRoot = along(right, 8, 28, 0.8).reverse();
    const rays = fin.map(([x, y], i) => `M${n(x)} ${n(y)}L${n(finRoot[19 - i][0])} ${n(finRoot[19 - i][1])}`).join('');
    const folds = spine
        .slice(5, 28)
        .map((_, i) => {
            const [a, b, d] = [toward(right, 0.75)(i + 5), toward(right, 0)(i + 6 > 29 ? 29 : i + 6), toward(left, 0.7)(i + 5)];
            return `M${n(a[0])} ${n(a[1])}Q${n(b[0])} ${n(b[1])} ${n(d[0])} ${n(d[1])}`;
        })
        .join('');
    const [tx, ty] = spine[30],
        [hx, hy] = spine[0];
    return (
        path(outline, fill('#2a0a04', `opacity=".55" transform="translate(12 24)" filter="${canvas.blur(9)}"`)) +
        turned(
            tx,
            ty,
            92,
            0.9,
            path('M-20-12Q30-46 70-50Q56-14 62 4Q66 26 56 52Q20 36-20 12Z', fill(canvas.linear('#9a5b2c #5a2a14 #2a120a'))),
            path('M-8-4L56-36M-6 0L56-10M-6 4L52 36', line('#1c0b06', 3, 'opacity=".5"')),
        ) +
        path(smooth([...fin, ...finRoot]), fill(canvas.linear('#8a4f26 #4a2110'))) +
        path(rays, line('#1c0b06', 2.5, 'opacity=".45"')) +
        group(`filter="${skin}"`, path(outline, fill(canvas.linear('#b8733a #7d4220 #4a2311 #35170c', 0.1, 0, 0.9, 1)))) +
        path(smooth(along(left, 3, 28, 0.55), false), line('#e2a25a', 24, `opacity=".38" filter="${canvas.blur(8)}"`)) +
        path(smooth(along(right, 3, 28, 0.8), false), line('#1a0703', 16, `opacity=".5" filter="${canvas.blur(7)}"`)) +
        path(folds, line('#1c0904', 4, 'opacity=".26"')) +
        path(smooth(along(right, 3, 27, 0.3), false), line('#ffdca8', 8, `opacity=".5" filter="${canvas.blur(4)}"`)) +
        catfishHead(canvas, hx, hy)
    );
}

function catfishHead(canvas, x, y) {
    const whisker = d => path(d, line('#24100a', 6)) + path(d, line('#9a5b2c', 2, 'opacity=".8"'));
    const skull = stencil(canvas, 'M-58-58C-20-70 34-66 74-44C104-28 116-8 112 10C108 30 74 46 34 54C0 60-36 62-58 54C-40 24-40-24-58-58Z');
    return turned(
        x,
        y,
        14,
        1.06,
        whisker('M100 24Q150 40 176 22Q196 10 214 30') + whisker('M84 34Q120 76 162 68Q186 64 196 84') + whisker('M60 44Q74 92 116 104'),
        path('M-40 50Q-54 92-98 100Q-86 66-78 44Z', fill(canvas.linear('#8a4f26 #3b1a0d'))),
        path('M-48 54L-88 92M-58 50L-84 76', line('#1c0805', 3, 'opacity=".6"')),
        skull(fill('#2a0a04', `opacity=".5" x="6" y="14" filter="${canvas.blur(7)}"`)),
        group(
            `filter="${canvas.relief({ frequency: 0.03, octaves: 2, depth: 1.2, gloss: 0.35, seed: 3 })}"`,
            skull(fill(canvas.linear('#a8642f #6b371a #34170c #1f0c06', 0.2, 0, 0.5, 1))),
        ),
        path('M-52-46Q-20 0-52 48', line('#1c0805', 6, 'opacity=".65"')),
        path('M-34-58Q2-4-34 52', line('#1c0805', 3, 'opacity=".35"')),
        path('M110 12Q74 22 44 38', line('#140503', 5)),
        path('M108 6Q76 15 48 30', line('#d9904e', 3, 'opacity=".55"')),
        path('M-20-52Q40-58 84-30', line('#ffdca8', 9, `opacity=".5" filter="${canvas.blur(4)}"`)),
        path('M-10-20Q20-24 44-14M-8-6Q16-8 34-2', line('#1c0805', 3, 'opacity=".3"')),
        oval(66, -16, 11, 9, fill('#1c0a05')),
        oval(66, -15, 7.5, 6, fill('#b5803c')),
        oval(67, -15, 4, 4, fill('#0f0403')),
        path('M56-22Q66-30 77-21', line('#c48048', 3, 'opacity=".8"')),
        oval(102, -6, 3, 2, fill('#140503')),
        whisker('M104-8Q150-44 178-26Q196-14 222-34') + whisker('M92-26Q120-70 160-64'),
    );
}

/** One split and dried hake lying with its tail to the right. */
export function driedHake(canvas, x, y, angle, scale = 1, seed = 3) {
    const body =
        'M-214-4C-210-44-160-66-96-62C-10-60 70-34 150-14C190-30 214-42 236-44C226-20 224 18 238 46C212 40 186 26 150 10C70 34-10 62-96 60C-160 62-212 40-214-4Z';
    const flesh = 'M-150-30C-80-44 40-24 130-4C40 18-80 40-150 28C-168 10-166-14-150-30Z',
        c = canvas.chance,
        flakes = [];
    for (let i = 0; i < 11; i++)
        flakes.push(
            `M${-138 + i * 23}-${n(28 - i * 2.1)}q${n(16 + c.between(-3, 5))} ${n(27 - i * 2)} ${n(c.between(-4, 3))} ${n(52 - i * 4)}`,
        );
    return turned(
        x,
        y,
        angle,
        scale,
        path(body, fill('#2a0a04', `opacity=".5" transform="translate(10 20)" filter="${canvas.blur(8)}"`)),
        group(
            `filter="${canvas.relief({ frequency: '.012 .045', octaves: 3, depth: 1.8, seed, gloss: 0.12 })}"`,
            path(body, fill(canvas.linear('#f3c778 #cf8f3f #8f5420 #6b3813', 0.2, 0, 0.5, 1))),
            path(flesh, fill(canvas.linear('#fde3a4 #eab961 #b9782f', 0.2, 0, 0.6, 1))),
        ),
        path(flakes.join(''), line('#7d4415', 3.5, 'opacity=".55"')),
        path('M-164 0Q-20 6 146-2', line('#8a4d18', 5, 'opacity=".6"')),
        path('M-96-62Q-60-88-16-84Q-8-70-10-56M10-48Q40-64 66-60L72-36M-60 60Q-40 82-8 78L4 54', fill(canvas.linear('#c98a3c #7d4718'))),
        path('M160-12L226-34M164-2L222 4M160 8L226 36', line('#6b3813', 3, 'opacity=".6"')),
        path('M-172-44Q-150 0-172 42', line('#5a2c0e', 5, 'opacity=".65"')),
        oval(-186, -17, 9, 7.5, fill('#4a220b')),
        oval(-186, -17, 5.5, 4.5, fill('#1a0805')),
        oval(-188, -19, 1.8, 1.4, fill('#f0d29a')),
        path('M-213 4L-186 3', line('#4a220b', 4)),
        path('M-200-30Q-160-56-90-54Q0-50 80-28', line('#fff1c9', 5, `opacity=".55" filter="${canvas.blur(2)}"`)),
    );
}

/** Small dried crayfish, curled and jointed. */
export function crayfishKinds(canvas, turns) {
    const spine = arc(0, 8, 25, 24, -20, -222, 9),
        { outline, left, right } = ribbon(spine, t => (t < 0.15 ? 6 + t * 26 : 10.5 - (t - 0.15) * 8.5)),
        body = stencil(canvas, outline);
    const joints = [3, 4, 5, 6, 7, 8].map(i => `M${n(left[i][0])} ${n(left[i][1])}L${n(right[9 - i][0])} ${n(right[9 - i][1])}`).join(''),
        [tx, ty] = spine[9];
    const shine = smooth(
        spine.slice(2, 8).map(([px, py], i) => [px + (left[i + 2][0] - px) * 0.4, py + (left[i + 2][1] - py) * 0.4]),
        false,
    );
    const one =
        path('M26 4Q44 2 52 18M27 2Q50-8 62 4M18 14l-4 9M10 4l-5 9M2 0l-3 9M-7 2l0 8', line('#c65a2a', 2)) +
        body('fill="#5a1c06" opacity=".6" x="4" y="7"') +
        path(`M${n(tx)} ${n(ty)}q-5 12 4 19q3-8 7-10q2 4 9 2q-2-12-14-15Z`, fill('#e07a45')) +
        body(`fill="${canvas.linear('#ffcf9e #f08a50 #b84c1f', 0.2, 0, 0.6, 1)}"`) +
        path(joints, line('#96380f', 2.2, 'opacity=".65"')) +
        path(shine, line('#fff3e0', 2.6, 'opacity=".7"')) +
        '<circle cx="23" cy="-3" r="2.8" fill="#2a0a04"/>';
    return kinds(
        canvas,
        turns ?? [
            [0, 1.65, 0.85],
            [70, 1.5, 0.85],
            [150, 1.65, 0.85],
            [215, 1.45, 0.85],
            [300, 1.6, 0.85],
        ],
        one,
    );
}

export const powderMound = (canvas, rx, ry, height, stops, seed = 4) =>
    group(
        `filter="${canvas.relief({ frequency: 0.2, octaves: 3, depth: 1, seed, light: 1.2 })}"`,
        path(
            smooth([
                [-rx, 4],
                [-rx * 0.62, -height * 0.5],
                [-rx * 0.2, -height * 0.93],
                [rx * 0.1, -height * 0.98],
                [rx * 0.55, -height * 0.55],
                [rx, 4],
                [rx * 0.7, ry * 0.75],
                [0, ry],
                [-rx * 0.7, ry * 0.75],
            ]),
            fill(canvas.radial(stops, 0.36, 0.25, 0.85)),
        ),
    );

export const crayfishBowl = canvas =>
    bowl(canvas, { rx: 215, ry: 112, depth: 150, glaze: 'cream' }, powderMound(canvas, 198, 102, 150, '#f3a765 #d6743a #95421a'));

export const crayfishHeap = (canvas, count, rx, ry, height) =>
    shadow(canvas, 10, ry * 0.5, rx * 1.3, ry * 1.3, 0.5) +
    heap(canvas, crayfishKinds(canvas), { count, rx, ry, height, under: '#7d3312', shade: '#6b2208', dark: 0.3 });
