// What every picture stands on and in: backdrop, shadow, cloth, mat, board, bowl, plate.
import { n } from './canvas.mjs';
import { arc, fill, group, line, oval, path, smooth, stencil, turned, use } from './shapes.mjs';

export const color = {
    burgundy: '#5a080c',
    orange: '#9f541b',
    ember: '#c2410c',
    palm: '#d9480f',
    leaf: '#4d7c2a',
    cream: '#fbf1de',
    clay: '#b8683a',
};

/** A shadow where a thing touches the table, falling to the lower right. */
export const shadow = (canvas, cx, cy, rx, ry, depth = 0.55) =>
    oval(cx, cy, rx, ry, fill(canvas.radial('#3a0f06@0/1 #3a0f06@.55/.62 #3a0f06@.8/.2 #3a0f06@1/0', 0.5, 0.5, 0.5), `opacity="${depth}"`));

/** A woven raffia mat. */
export function mat(canvas, rx, ry) {
    const ring = k => oval(0, 0, rx * k, ry * k, '');
    const steps = [0.98, 0.9, 0.82, 0.74, 0.66, 0.58];
    return (
        shadow(canvas, rx * 0.04, ry * 0.09, rx * 1.08, ry * 1.1, 0.5) +
        oval(0, 6, rx, ry, fill('#8c5526')) +
        oval(0, 0, rx, ry, fill(canvas.linear('#e3b873 #cd9650 #a86e31'))) +
        group(line('#8a4a1c', 2, 'opacity=".5"'), ...steps.map(ring)) +
        group(line('#fff0cf', 12, 'stroke-dasharray="9 5" stroke-linecap="butt" opacity=".24"'), ...steps.map(k => ring(k - 0.04))) +
        oval(0, 0, rx * 0.9, ry * 0.9, line('#7d1414', 12, 'stroke-dasharray="16 14" stroke-linecap="butt" opacity=".6"'))
    );
}

/** A printed cloth lying askew, with a motif of rings and leaves. */
export function cloth(canvas, w, h, base = color.burgundy, ink = '#e9b872') {
    const edge = stencil(
        canvas,
        smooth([
            [-w, -h * 0.12],
            [-w * 0.52, -h * 0.62],
            [-w * 0.06, -h],
            [w * 0.5, -h * 0.55],
            [w, h * 0.06],
            [w * 0.52, h * 0.58],
            [w * 0.1, h],
            [-w * 0.48, h * 0.5],
        ]),
    );
    const motif = canvas.pattern(
        64,
        64,
        'scale(1 .58)rotate(45)',
        `<circle cx="32" cy="32" r="15" ${line(ink, 3)}/><circle cx="32" cy="32" r="6" fill="${ink}"/>` +
            `<path d="M0-14Q8 0 0 14Q-8 0 0-14ZM64-14Q72 0 64 14Q56 0 64-14ZM0 50Q8 64 0 78Q-8 64 0 50ZM64 50Q72 64 64 78Q56 64 64 50Z" fill="${ink}"/>`,
    );
    return (
        edge(fill('#3a0f06', `opacity=".3" transform="translate(12 16)" filter="${canvas.blur(9)}"`)) +
        edge(fill(base)) +
        edge(fill(motif, 'opacity=".42"')) +
        edge(fill(canvas.linear('#fff@0/.26 #fff@.35/0 #fff@.5/.1 #200@.62/.12 #200@1/.36', 0, 0, 1, 0.8))) +
        group('transform="scale(.955)"', edge(line(ink, 3, 'opacity=".7"')))
    );
}

export function board(canvas, w, h, tint = '#c98a4b #a9662d #7b431b') {
    const r = 26,
        shape = stencil(
            canvas,
            `M${r - w} ${-h}H${w - r}Q${w} ${-h} ${w + 3} ${r - h}L${w + 26} ${h - r}Q${w + 28} ${h} ${w} ${h}H${-w}Q${-w - 28} ${h} ${-w - 26} ${h - r}L${-w - 3} ${r - h}Q${-w} ${-h} ${r - w} ${-h}Z`,
        );
    const grain = [];
    for (let i = 0; i < 11; i++) {
        const y = -h + 18 + (i * (h * 2 - 30)) / 10,
            bend = canvas.chance.between(-9, 9);
        grain.push(
            `M${n(-w - 8 + canvas.chance.between(0, 90))} ${n(y)}Q${n(-w * 0.2)} ${n(y + bend)} ${n(w - canvas.chance.between(0, 120))} ${n(y + bend / 3)}`,
        );
    }
    return (
        shadow(canvas, 24, h * 0.3, w * 1.28, h * 1.2, 0.5) +
        shape(fill('#5e3010', 'y="20"')) +
        shape(fill(canvas.linear(tint))) +
        path(grain.join(''), line('#5e3010', 2.5, 'opacity=".3"')) +
        path(`M${-w + r} ${-h + 2}H${w - r}`, line('#ffe2b0', 3, 'opacity=".6"'))
    );
}

const glazes = {
    burgundy: {
        outer: '#b4413a #7d1414 #5a080c #36040a',
        rim: '#d98a76 #8e2420 #5a0d10',
        inner: '#3c0508 #6f1413 #a3352b',
        band: '#f0c58a',
    },
    clay: { outer: '#e8a06a #c06a35 #95481f #66290f', rim: '#f6cb9d #c97b45 #94481f', inner: '#6b2b10 #a85a2c #d48c55', band: '#fbe3bd' },
    cream: { outer: '#fffdf4 #f7e8cc #e2c598 #b88f5c', rim: '#fffef8 #f6e6c8 #d9b884', inner: '#c9a672 #ead3a8 #fff6e2', band: '#9f541b' },
    calabash: {
        outer: '#e9b465 #c48335 #935519 #5f310c',
        rim: '#fbe0a6 #dba558 #a86a28',
        inner: '#8a5a24 #c7944f #f0cd8d',
        band: '#6b350d',
    },
    leaf: { outer: '#a9b96a #6f8a3c #4a6625 #2b4014', rim: '#d5dfa0 #8ba552 #557030', inner: '#334a18 #5f7b32 #95ad58', band: '#f6e6b4' },
    wood: { outer: '#d0935a #9a5f2e #6b3a17 #3f1f0a', rim: '#e8b981 #b0763e #70421a', inner: '#4f2a0e #84502a #b8824a', band: '#e9c48c' },
    iron: { outer: '#77655c #43342e #2a1d19 #150c0a', rim: '#a8948a #57443c #2c1f1b', inner: '#120a08 #2c1f1a #55443b', band: '#8d7263' },
};

/** A bowl around its rim's middle; `content` stands in it and may rise above the rim. */
export function bowl(canvas, { rx = 260, ry = 140, depth = 190, foot = 0.5, glaze = 'burgundy' }, ...content) {
    const g = glazes[glaze],
        base = rx * foot,
        baseRy = ry * foot * 0.75;
    const body = stencil(
        canvas,
        `M${-rx} 0C${n(-rx)} ${n(depth * 0.62)} ${n(-base * 1.25)} ${n(depth * 0.9)} ${n(-base)} ${n(depth)}` +
            `A${n(base)} ${n(baseRy)} 0 0 0 ${n(base)} ${n(depth)}C${n(base * 1.25)} ${n(depth * 0.9)} ${rx} ${n(depth * 0.62)} ${rx} 0Z`,
    );
    const band = (y, k) => `M${n(-rx * k)} ${n(y)}A${n(rx * k)} ${n(ry * k)} 0 0 0 ${n(rx * k)} ${n(y)}`;
    const innerX = rx * 0.945,
        innerY = ry * 0.925;
    const mouth = `<path d="M${n(-innerX)} 0A${n(innerX)} ${n(innerY)} 0 0 0 ${n(innerX)} 0V-600H${n(-innerX)}Z"/>`;
    return (
        shadow(canvas, rx * 0.2, depth + baseRy * 0.5, rx * 1.12, ry * 0.85, 0.6) +
        shadow(canvas, 8, depth + baseRy * 0.75, base * 1.12, baseRy * 0.75, 0.7) +
        body(fill(canvas.linear(g.outer, 0.12, 0.1, 1, 0.55))) +
        body(fill(canvas.linear('#200400@.45/0 #200400@1/.5', 0, 0, 0, 1))) +
        canvas.clip(
            body(''),
            path(band(depth * 0.2, 0.985) + band(depth * 0.43, 0.92), line(g.band, 4, 'opacity=".75"')) +
                path(band(depth * 0.32, 0.955), line(g.band, 9, 'opacity=".6" stroke-dasharray="1 21"')) +
                path(
                    smooth(arc(0, depth * 0.1, rx * 0.82, ry * 1.5, 160, 118, 5), false),
                    line('#fff', 16, `opacity=".22" filter="${canvas.blur(6)}"`),
                ),
        ) +
        oval(0, 0, rx, ry, fill(canvas.linear(g.rim))) +
        oval(0, 2, innerX, innerY, fill(canvas.linear(g.inner))) +
        canvas.clip(mouth, content.join('')) +
        path(
            `M${n(-rx * 0.965)} ${n(ry * 0.16)}A${n(rx * 0.975)} ${n(ry * 0.97)} 0 0 0 ${n(rx * 0.2)} ${n(ry * 0.955)}`,
            line('#fff', 3.5, 'opacity=".5"'),
        )
    );
}

/** A flat plate around its middle. */
export function plate(canvas, { rx = 300, ry = 170, glaze = 'cream' }, ...content) {
    const g = glazes[glaze];
    return (
        shadow(canvas, rx * 0.08, ry * 0.22, rx * 1.15, ry * 1.13, 0.62) +
        oval(0, 16, rx * 0.97, ry * 0.99, fill(canvas.linear(g.outer, 0.1, 0, 1, 0.6))) +
        oval(0, 0, rx, ry, fill(canvas.linear(g.rim))) +
        oval(0, 1, rx * 0.955, ry * 0.945, line(g.band, 4, 'opacity=".75"')) +
        oval(0, 1, rx * 0.905, ry * 0.885, line(g.band, 2, 'opacity=".55"')) +
        oval(0, 5, rx * 0.76, ry * 0.73, fill(canvas.linear(g.inner))) +
        oval(2, 9, rx * 0.735, ry * 0.7, fill(canvas.linear(g.rim, 0, 0, 1, 1))) +
        content.join('')
    );
}

/** A broad leaf from its stalk at the left to its tip at the right. */
function leafBlade(canvas, length, breadth, tint = '#8fb04a #5d8a2e #2f5c1c') {
    const half = length / 2,
        edge = stencil(
            canvas,
            `M${-half} 0C${n(-half * 0.7)} ${n(-breadth)} ${n(half * 0.4)} ${n(-breadth * 1.05)} ${half} 0C${n(half * 0.35)} ${n(breadth * 1.05)} ${n(-half * 0.7)} ${n(breadth * 0.95)} ${-half} 0Z`,
        );
    const veins = [];
    for (let i = 1; i < 11; i++) {
        const x = -half + (length * i) / 11.5,
            reach = breadth * 0.72 * Math.sin((Math.PI * (i + 0.6)) / 12.4);
        veins.push(
            `M${n(x)} 0Q${n(x + reach * 0.3)} ${n(-reach * 0.6)} ${n(x + reach * 0.75)} ${n(-reach)}M${n(x)} 0Q${n(x + reach * 0.3)} ${n(reach * 0.6)} ${n(x + reach * 0.75)} ${n(reach)}`,
        );
    }
    return (
        edge(fill(canvas.linear(tint, 0, 0, 0.6, 1))) +
        path(
            `M${-half} 0C${n(-half * 0.7)} ${n(breadth * 0.95)} ${n(half * 0.35)} ${n(breadth * 1.05)} ${half} 0Z`,
            fill('#1d3d0c', 'opacity=".22"'),
        ) +
        canvas.clip(edge(''), path(veins.join(''), line('#d9e8a0', 2, 'opacity=".38"'))) +
        path(`M${-half} 0H${n(half * 0.94)}`, line('#dbe8a3', 4.5, 'opacity=".75"'))
    );
}

/** A leaf on the table with its shadow. */
export function leaf(canvas, x, y, angle, length = 260, breadth = 66, tint = undefined) {
    const half = length / 2,
        shade = `M${-half} 0C${n(-length * 0.35)} ${-breadth} ${n(length * 0.2)} ${-breadth} ${half} 0C${n(length * 0.18)} ${breadth} ${n(-length * 0.35)} ${breadth} ${-half} 0Z`;
    return (
        turned(x + 7, y + 11, angle, 1, path(shade, fill('#3a0f06', `opacity=".32" filter="${canvas.blur(6)}"`))) +
        turned(x, y, angle, 1, use(canvas.symbol(leafBlade(canvas, length, breadth, tint)), 0, 0))
    );
}

/** A wooden spoon with its bowl at the origin and the handle to the upper right. */
export function spoon(canvas, angle, length = 300, content = '') {
    return turned(
        0,
        0,
        angle,
        1,
        path(`M40-9L${length}-13Q${length + 16} 0 ${length} 13L40 9Z`, fill(canvas.linear('#d99f5d #a9692f #70400f', 0, 0, 0, 1))) +
            oval(0, 0, 62, 42, fill(canvas.linear('#e0aa68 #a9692f #70400f'))) +
            oval(-2, -1, 51, 32, fill(canvas.linear('#6b3a12 #a9692f #d59b58'))) +
            content,
    );
}
