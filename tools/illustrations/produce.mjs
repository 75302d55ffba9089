// Fresh things that lie beside a dish and tell where it comes from.
import { n } from './canvas.mjs';
import { arc, fill, line, oval, path, ribbon, stencil, turned, use } from './shapes.mjs';
import { shadow } from './table.mjs';

/** A long chilli, stalk at the left. */
export function chilli(canvas, x, y, angle, scale = 1, tint = '#ff7a4a #d92b12 #8c0f0a') {
    const spine = [
        [-70, 6],
        [-30, -6],
        [15, -8],
        [60, 4],
        [96, 26],
    ];
    const widths = [13, 19, 17, 11, 1.5],
        body = ribbon(spine, t => widths[Math.round(t * 4)]).outline;
    return (
        turned(x + 6, y + 10, angle, scale, path(body, fill('#3a0f06', `opacity=".35" filter="${canvas.blur(5)}"`))) +
        turned(
            x,
            y,
            angle,
            scale,
            path(body, fill(canvas.linear(tint, 0.3, 0, 0.6, 1))),
            path('M-52-6Q-10-20 40-8', line('#fff', 5, 'opacity=".5"')),
            path('M-66-8Q-84-8-98-26', line('#5f7f2a', 7)),
            path('M-76-9Q-60-16-54-2Q-56 14-70 18Q-84 8-76-9Z', fill('#6f9434')),
        )
    );
}

/** A squat sweet pepper, seen a little from above. */
export function pepper(canvas, x, y, scale = 1, tint = '#ff8a5c #d6290f #7d0d0a', turn = 0) {
    const lobe = (cx, w) =>
        path(
            `M${cx - w}-40C${cx - w - 14} 10 ${cx - w * 0.6} 74 ${cx} 78C${cx + w * 0.7} 76 ${cx + w + 12} 10 ${cx + w}-40C${cx + w * 0.4}-70 ${cx - w * 0.5}-70 ${cx - w}-40Z`,
            fill(canvas.linear(tint, 0.1, 0, 0.9, 1)),
        );
    return turned(
        x,
        y,
        turn,
        scale,
        shadow(canvas, 16, 66, 92, 30, 0.6),
        lobe(-32, 34),
        lobe(34, 36),
        lobe(0, 32),
        path('M-50-28Q-58 2-46 34', line('#fff', 8, 'opacity=".45"')),
        path('M-12-34Q-18-4-10 26', line('#fff', 5, 'opacity=".3"')),
        path('M-34-50Q-10-30 4-46Q20-30 38-50Q16-66 0-62Q-20-66-34-50Z', fill('#5f8a2c')),
        path('M0-56Q-2-78 14-92', line('#4d7424', 11)),
    );
}

/** A small round habanero, the ata rodo. */
export function rodo(canvas, x, y, angle, scale = 1, tint = '#ffb25c #ee5a16 #a52a08') {
    const body = stencil(canvas, 'M-30-24C-46-4-40 22-22 32C-14 44-4 50 2 56C8 46 20 40 26 28C42 18 42-8 28-24C14-36-14-36-30-24Z');
    const fruit = canvas.symbol(
        body(fill(canvas.radial(tint))) +
            path('M-2-20Q-8 10 0 36', line('#5a0d05', 3, 'opacity=".25"')) +
            path('M-22-14Q-30 2-22 16', line('#fff', 6, 'opacity=".55"')) +
            path('M-16-28Q0-18 16-28Q2-36-16-28Z', fill('#6f9434')) +
            path('M0-30Q2-42 12-50', line('#5f7f2a', 6)),
    );
    return (
        turned(x + 5, y + 9, angle, scale, body(fill('#3a0f06', `opacity=".35" filter="${canvas.blur(5)}"`))) +
        turned(x, y, angle, scale, use(fruit, 0, 0))
    );
}

export function tomato(canvas, x, y, scale = 1) {
    return turned(
        x,
        y,
        0,
        scale,
        shadow(canvas, 14, 50, 82, 30, 0.6),
        path(
            'M-66-4C-70-44-34-58 0-50C36-60 70-42 66-2C64 42 34 60 0 60C-36 60-64 40-66-4Z',
            fill(canvas.radial('#ff9a6b #e5401c #9c1408')),
        ),
        path('M-44-16Q-40-34-24-38', line('#fff', 9, 'opacity=".55"')),
        path('M0-42Q-10-30-34-32Q-18-44-8-46Q-14-56-12-62Q-2-56 2-48Q14-60 30-54Q18-48 10-43Q24-36 28-26Q10-32 0-42Z', fill('#5f8a2c')),
    );
}

export function onion(canvas, x, y, scale = 1) {
    const curve = k => `M0-62C${n(k * 30)}-44 ${n(k * 92)}-26 ${n(k * 76)} 20C${n(k * 66)} 50 ${n(k * 26)} 58 0 60`;
    return turned(
        x,
        y,
        0,
        scale,
        shadow(canvas, 16, 50, 88, 30, 0.6),
        path(
            'M0-66C-12-40-84-34-80 14C-78 50-36 62 0 62C40 62 80 48 82 14C84-34 12-40 0-66Z',
            fill(canvas.radial('#f4a7b4 #b23a5c #641432')),
        ),
        path([-0.8, -0.45, -0.1, 0.3, 0.65].map(curve).join(''), line('#ffd9dc', 2, 'opacity=".4"')),
        path('M-50-6Q-46-24-30-30', line('#fff', 8, 'opacity=".5"')),
        path('M0-62Q-6-84 4-98M0-62Q8-80 18-90', line('#c79a62', 5)),
    );
}

/** A cob of white maize, its tip to the right. */
export function maize(canvas, x, y, angle, scale = 1) {
    const grain = canvas.symbol(`<rect x="-13" y="-12" width="26" height="24" rx="10" ${fill(canvas.radial('#fffbe6 #f6dc94 #d09a3a'))}/>`);
    const rows = [];
    for (let column = 0; column < 14; column++) {
        const half = 52 * Math.sin(Math.PI * (0.24 + (0.7 * column) / 13)),
            count = column > 10 ? 3 : 5;
        for (let row = 0; row < count; row++)
            rows.push(use(grain, -130 + column * 23, half * Math.sin(((row + 0.5) / count - 0.5) * 2.6) * 0.92));
    }
    return (
        turned(x + 8, y + 14, angle, scale, oval(10, 0, 176, 52, fill('#3a0f06', `opacity=".35" filter="${canvas.blur(8)}"`))) +
        turned(
            x,
            y,
            angle,
            scale,
            path('M-205-6C-170-74-70-66 20-60C-50-30-60 26 10 58C-70 72-170 60-205-6Z', fill(canvas.linear('#c4d27a #87a544 #4d7424'))),
            path('M-140-40C-60-66 90-56 166 0C90 56-60 66-140 40Z', fill('#b9812e')),
            rows.join(''),
            path('M-140-30C-60-62 90-54 166 0C90 56-60 66-140 40C60 46 90 10 120-10C60-30-60-40-140-30Z', fill('#5a2a05', 'opacity=".12"')),
            path('M-210-4C-170 10-60 20 30 62C-60 90-170 60-210-4Z', fill(canvas.linear('#dbe49a #9db857 #5c8430', 0, 0, 0.7, 1))),
            path('M-190 4Q-80 30-6 60M-196 8Q-110 42-50 62', line('#f0f5c4', 2.5, 'opacity=".6"')),
        )
    );
}

/** A cassava root, cut at its right end. */
export function cassava(canvas, x, y, angle, scale = 1) {
    const rings = arc(-20, 0, 130, 40, 100, 250, 7)
        .map(([px, py], i) => `M${n(-120 + i * 30)} ${n(-44 + i * 1.5)}q${6 + (i % 3) * 4} 12 ${(i % 2) * 8} 26`)
        .join('');
    return (
        turned(x + 8, y + 16, angle, scale, oval(0, 0, 186, 50, fill('#3a0f06', `opacity=".38" filter="${canvas.blur(9)}"`))) +
        turned(
            x,
            y,
            angle,
            scale,
            path(
                'M-190 10C-178-20-120-52-30-56C60-60 130-50 150-48C176-40 176 46 150 52C70 64-60 58-130 40C-160 32-184 26-190 10Z',
                fill(canvas.linear('#b98458 #7d4a28 #47230f', 0.2, 0, 0.5, 1)),
            ),
            path(rings + 'M-60 30q40 10 90 6M10 10q30 6 70 2M-130 4q20 8 44 8', line('#3b1c0b', 3, 'opacity=".45"')),
            path('M-130-30Q-40-48 60-44', line('#e6b98b', 6, 'opacity=".4"')),
            oval(152, 2, 29, 50, fill('#8f5b57')),
            oval(154, 2, 26, 46, fill(canvas.radial('#fffef6 #fbf2dc #e6d2aa'))),
            path('M154-3v10', line('#c9b07c', 5)),
            path('M154-26q12 8 14 24M142 24q8 10 16 10', line('#e3cfa4', 2)),
        )
    );
}

/** A sprig of round herb leaves. */
export function sprig(canvas, x, y, angle, scale = 1, tint = '#a3c95a #5d8f2e #2f611b') {
    const d = 'M0 0C8-22 34-30 56-16C44 8 20 16 0 0Z',
        leaves = [
            [-10, 0, -150],
            [-6, 0, 150],
            [22, -3, -70],
            [26, -3, 66],
            [58, -6, -46],
            [60, -6, 40],
            [88, -8, -6],
        ];
    const shade = canvas.symbol(path(d, fill('#3a0f06', 'opacity=".2"'))),
        one = canvas.symbol(
            path(d, fill(canvas.linear(tint, 0, 0, 0.8, 1))) + path('M4-2Q26-10 46-14', line('#d5e89a', 2, 'opacity=".6"')),
        );
    const each = id => leaves.map(([lx, ly, turn]) => turned(lx, ly, turn, 0.9, use(id, 0, 0)));
    return (
        turned(x + 4, y + 8, angle, scale, ...each(shade)) +
        turned(x, y, angle, scale, path('M-40 6Q20 4 92-8', line('#4d7424', 4)), ...each(one))
    );
}
