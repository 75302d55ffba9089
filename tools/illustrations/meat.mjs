// Meat: cow skin, kilishi, suya.
import { n } from './canvas.mjs';
import { at, blob, fill, group, line, oval, path, ribbon, smooth, stencil, turned } from './shapes.mjs';
import { shadow } from './table.mjs';

/** A piece of cow skin, thick and springy, bent as it dried; `bend` above nought arches it, below it cups. */
export function pomoPiece(canvas, x, y, angle, scale, bend, seed = 3) {
    const c = canvas.chance,
        half = c.between(88, 104),
        deepX = c.between(40, 60),
        deepY = c.between(-92, -76),
        lean = c.between(-0.25, 0.25);
    const spine = Array.from({ length: 9 }, (_, i) => [
        -half + (half * i) / 4,
        -bend * (Math.sin((Math.PI * i) / 8) + lean * Math.sin((Math.PI * i) / 4)) + c.between(-3, 3),
    ]);
    const { outline, left, right } = ribbon(spine, () => 15),
        near = left[4][1] < right[4][1] ? left : right.slice().reverse(),
        far = near.map(([px, py], i) => [px + deepX + c.between(-4, 4), py + deepY + Math.sin(i) * 4]);
    const skin = stencil(canvas, `${smooth(near, false)}${smooth(far.slice().reverse(), false).replace('M', 'L')}Z`),
        edge = stencil(canvas, outline);
    let pores = '';
    for (let i = 0; i < 34; i++) {
        const spot = Math.floor(c.between(1, 8)),
            k = c.between(0.1, 0.9);
        pores += `M${n(near[spot][0] + (far[spot][0] - near[spot][0]) * k + c.between(-10, 10))} ${n(near[spot][1] + (far[spot][1] - near[spot][1]) * k)}h1`;
    }
    const slope = bend > 0 ? '#d99a5c #a8632f@.4 #6b3415@.75 #43200e' : '#5a2a12 #8a4a22@.35 #b8743c@.75 #dca06a';
    return turned(
        x,
        y,
        angle,
        scale,
        edge(fill('#2a0a04', `opacity=".6" x="14" y="16" filter="${canvas.blur(9)}"`)),
        skin(fill('#2a0a04', `opacity=".4" x="16" y="10" filter="${canvas.blur(9)}"`)),
        group(
            `filter="${canvas.relief({ frequency: 0.05, octaves: 2, depth: 0.9, gloss: 0.3, seed })}"`,
            skin(fill(canvas.linear(slope, 0, 0, 1, 0.12))),
        ),
        path(pores, line('#3b1a0a', 3.5, 'opacity=".55"')),
        path(smooth(far.slice(1, -1), false), line('#f0c08a', 4, 'opacity=".5"')),
        edge(fill(canvas.linear('#fbe0ae #e6ae68 #b9773a #8a4c1f', 0, 0, 0.9, 1))),
        path(
            smooth(
                spine.slice(1, -1).map(([px, py]) => [px, py + 3]),
                false,
            ),
            line('#fff0cc', 4, `opacity=".55" filter="${canvas.blur(1.5)}"`),
        ),
        path(smooth(near, false), line('#5a2a12', 5)),
        path(
            smooth(
                near.map(([px, py]) => [px, py - 3]),
                false,
            ),
            line('#e8b27a', 2, 'opacity=".7"'),
        ),
    );
}

/** A rolled piece of cow skin, its spiral to the front. */
export function pomoRoll(canvas, x, y, scale) {
    return at(
        x,
        y,
        scale,
        shadow(canvas, 20, 46, 110, 34, 0.65),
        path('M-50-46L54-66C100-62 102 22 62 34L-46 46Z', fill(canvas.linear('#b87440 #8a4a24 #4a200d', 0, 0, 0.3, 1))),
        path('M-30-44L50-60', line('#ffe6c0', 7, `opacity=".45" filter="${canvas.blur(3)}"`)),
        oval(-48, 0, 42, 46, fill('#6b3415')),
        oval(-48, 0, 37, 41, fill(canvas.radial('#f0bd76 #cf8b44 #8a4a1c'))),
        path('M-48-2C-40-14-28-2-36 10C-48 24-70 12-66-8C-60-32-26-32-18-6C-12 20-36 38-56 32', line('#5a2a12', 7)),
    );
}

/** A thin sheet of spiced beef with ragged edges. */
export function kilishiSheet(canvas, x, y, angle, w, h, seed) {
    const c = canvas.chance,
        points = [],
        ragged = (from, to, count, bulge) => {
            for (let i = 0; i < count; i++) {
                const t = i / count;
                points.push([
                    from[0] + (to[0] - from[0]) * t + c.between(-1, 1) * bulge,
                    from[1] + (to[1] - from[1]) * t + c.between(-1, 1) * bulge,
                ]);
            }
        };
    ragged([-w, -h], [w, -h * 0.86], 7, 9);
    ragged([w, -h * 0.86], [w * 0.94, h], 4, 10);
    ragged([w * 0.94, h], [-w * 0.95, h * 0.92], 7, 9);
    ragged([-w * 0.95, h * 0.92], [-w, -h], 4, 10);
    const outline = smooth(points),
        flecks = ['', '', ''];
    for (let i = 0; i < 54; i++)
        flecks[i % 3] +=
            `M${n(c.between(-w * 0.92, w * 0.9))} ${n(c.between(-h * 0.85, h * 0.85))}l${n(c.between(-4, 4))} ${n(c.between(1, 4))}`;
    const fibres = Array.from(
        { length: 7 },
        (_, i) =>
            `M${n(-w * 0.9)} ${n(-h * 0.8 + i * h * 0.26)}q${n(w * 0.6)} ${n(c.between(-16, 16))} ${n(w * c.between(1.2, 1.75))} ${n(c.between(-6, 10))}`,
    ).join('');
    return turned(
        x,
        y,
        angle,
        1,
        path(outline, fill('#2a0a04', `opacity=".55" transform="translate(8 13)" filter="${canvas.blur(5)}"`)),
        path(outline, fill('#3d0c06', 'transform="translate(2 5)"')),
        group(
            `filter="${canvas.relief({ frequency: '.015 .05', octaves: 3, depth: 3, gloss: 0.22, seed })}"`,
            path(outline, fill(canvas.linear('#c4562a #94301a #5f160d'))),
        ),
        path(fibres, line('#4a0e06', 3, 'opacity=".4"')),
        path(flecks[0], line('#f7c987', 4.5, 'opacity=".85"')),
        path(flecks[1], line('#ff7a3c', 4.5, 'opacity=".9"')),
        path(flecks[2], line('#3a0a05', 4, 'opacity=".75"')),
        path(smooth(points.slice(0, 8), false), line('#ffc391', 3, 'opacity=".55"')),
    );
}

/** A skewer of suya on its stick. */
export function suya(canvas, x, y, angle, scale = 1, seed = 5) {
    const c = canvas.chance,
        pieces = [-96, -36, 26, 86].map((px, i) => blob(c, px, (i % 2) * 4 - 2, 37, 30, 0.13, 9)).join('');
    let flecks = '';
    for (let i = 0; i < 34; i++) flecks += `M${n(c.between(-126, 116))} ${n(c.between(-22, 22))}l2 1`;
    return turned(
        x,
        y,
        angle,
        scale,
        path('M-220 0H190', line('#3a0f06', 9, 'opacity=".25" transform="translate(6 14)"')),
        path('M-230 0H180', line('#c99a5e', 8)),
        path('M-230-2H180', line('#f0d2a0', 2.5)),
        path(pieces, fill('#2a0a04', `opacity=".5" transform="translate(7 13)" filter="${canvas.blur(5)}"`)),
        group(
            `filter="${canvas.relief({ frequency: 0.04, octaves: 3, depth: 3, gloss: 0.4, seed })}"`,
            path(pieces, fill(canvas.linear('#c4632c #8a3416 #4a150a'))),
        ),
        path(flecks, line('#f7c987', 4.5, 'opacity=".85"')),
    );
}
