// Drinks of the second shop and what they are brewed from.
import { n } from './canvas.mjs';
import { fill, line, oval, path, turned } from './shapes.mjs';
import { shadow } from './table.mjs';

/** A tall glass, its foot at the origin; `drink` are the colours from top to bottom. */
export function glass(canvas, drink, { height = 400, top = 118, foot = 84, level = 0.86, inside = '', surface } = {}) {
    const half = k => foot + (top - foot) * k,
        ratio = 0.34,
        liquid = height * level;
    const wall = (k, h) => `M${n(-half(k))} ${n(-h)}L${-foot} 0A${foot} ${n(foot * ratio)} 0 0 0 ${foot} 0L${n(half(k))} ${n(-h)}`;
    const rim = half(level),
        outline = wall(1, height),
        body = `${wall(level, liquid)}A${n(rim)} ${n(rim * ratio)} 0 0 1 ${n(-rim)} ${n(-liquid)}Z`;
    return (
        shadow(canvas, 56, 14, 170, 52, 0.6) +
        oval(30, 12, 60, 16, fill(canvas.radial(drink, 0.5, 0.5, 0.5), 'opacity=".4"')) +
        path(outline + 'Z', fill('#fffaf0', 'opacity=".35"')) +
        oval(0, -height, top, top * ratio, fill('#fffaf0', 'opacity=".3"')) +
        path(body, fill(canvas.linear(drink, 0.1, 0, 0.7, 1))) +
        oval(0, -liquid, rim, rim * ratio, fill(surface ?? canvas.linear(drink, 0, 0, 1, 1))) +
        oval(0, -liquid, rim - 2, rim * ratio - 2, line('#fff', 3, 'opacity=".35"')) +
        inside +
        path(`M${n(-top * 0.8)} ${n(-height * 0.86)}L${n(-foot * 0.76)} -30`, line('#fff', 14, `opacity=".5" filter="${canvas.blur(3)}"`)) +
        path(`M${n(top * 0.82)} ${n(-height * 0.7)}L${n(foot * 0.84)} -60`, line('#fff', 5, 'opacity=".45"')) +
        path(outline, line('#fff', 4, 'opacity=".6"')) +
        path(`M${-foot + 6} 6A${foot} ${n(foot * ratio)} 0 0 0 ${foot - 6} 6`, line('#fff', 7, 'opacity=".55"')) +
        oval(0, -height, top, top * ratio, line('#fff', 5, 'opacity=".85"'))
    );
}

export const ice = (canvas, x, y, angle, scale = 1) =>
    turned(
        x,
        y,
        angle,
        scale,
        path('M-34-20L6-34L38-12L30 26L-8 36L-36 14Z', fill(canvas.linear('#fff@0/.75 #ffd9d6@.5/.35 #fff@1/.5'))),
        path('M-34-20L2-6L38-12M2-6L-8 36', line('#fff', 3, 'opacity=".6"')),
    );

/** A round of orange. */
export const orangeSlice = (canvas, x, y, angle, scale = 1) =>
    turned(
        x,
        y,
        angle,
        scale,
        oval(0, 0, 62, 62, fill('#f08a1c')),
        oval(0, 0, 55, 55, fill('#fff0cf')),
        path(
            Array.from({ length: 9 }, (_, i) => {
                const a = (i * 40 * Math.PI) / 180,
                    b = a + 0.58,
                    m = a + 0.29;
                return `M${n(Math.cos(m) * 8)} ${n(Math.sin(m) * 8)}L${n(Math.cos(a) * 46)} ${n(Math.sin(a) * 46)}Q${n(Math.cos(m) * 56)} ${n(Math.sin(m) * 56)} ${n(Math.cos(b) * 46)} ${n(Math.sin(b) * 46)}Z`;
            }).join(''),
            fill(canvas.radial('#ffc04a #f7941d')),
        ),
    );

/** A dried hibiscus calyx, from which zobo is brewed. */
export function hibiscus(canvas, x, y, angle, scale = 1) {
    const petal = `<path d="M0 4C-20-10-20-44 2-66C20-44 22-12 0 4Z" fill="${canvas.linear('#c22a4a #8a1030 #4a0418')}"/><path d="M0 0Q-2-30 2-56" fill="none" stroke="#e88098" stroke-width="2" opacity=".5"/>`;
    return turned(
        x,
        y,
        angle,
        scale,
        oval(6, 12, 46, 34, fill('#2a0a04', 'opacity=".4"')),
        ...[-100, 96, -52, 50, 0].map((a, i) => turned(0, 6, a, i === 4 ? 1 : 0.92, petal)),
        oval(0, 8, 17, 14, fill(canvas.radial('#b8284a #6b0a22 #33020e'))),
    );
}

/** A hand of ginger. */
export const ginger = (canvas, x, y, angle, scale = 1) =>
    turned(
        x,
        y,
        angle,
        scale,
        path(
            'M-90 6C-96-22-60-30-44-16C-40-50-4-58 0-26C30-40 48-26 50-10C84-22 104-4 90 16C76 32 50 24 36 24C30 52-2 50-10 28C-40 40-84 34-90 6Z',
            fill('#2a0a04', `opacity=".45" transform="translate(7 14)" filter="${canvas.blur(5)}"`),
        ),
        path(
            'M-90 6C-96-22-60-30-44-16C-40-50-4-58 0-26C30-40 48-26 50-10C84-22 104-4 90 16C76 32 50 24 36 24C30 52-2 50-10 28C-40 40-84 34-90 6Z',
            fill(canvas.linear('#f3d79c #d6a65c #9a6a2a')),
        ),
        path(
            'M-70-8q6 14 0 26M-40-10q8 16 2 34M-4-20q8 20 0 40M40-6q8 10 2 24M66-4q8 10 2 20M-30-34q14 4 24-2',
            line('#8a5a22', 3, 'opacity=".5"'),
        ),
        path('M-78-8Q-66-20-54-14M-30-30Q-20-44-8-36', line('#fff3d6', 5, 'opacity=".7"')),
    );

/** A clove bud. */
export const clove = canvas =>
    turned(
        0,
        0,
        40,
        1,
        path('M-26-3L10-6L10 6L-26 4Z', fill('#2a0a04', 'opacity=".35" transform="translate(3 6)"')),
        path('M-26-3L10-6L10 6L-26 4Z', fill(canvas.linear('#8a5230 #4a2411', 0, 0, 0, 1))),
        path('M8-6L24-12L18 0L26 10L8 6Z', fill('#5a2e16')),
        oval(16, -1, 8, 7, fill(canvas.radial('#b07c50 #6b3a1c'))),
    );
