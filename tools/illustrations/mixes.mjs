// Sauces and soups: ready mixes, and the dishes of the home page.
import { n } from './canvas.mjs';
import { blob, fill, group, kinds, line, oval, path, stencil, strew, turned } from './shapes.mjs';
import { bowl } from './table.mjs';

const sauces = {
    ayamase: {
        base: '#93a044 #637a28 #3c5212',
        lumps: ['#b3bf5e #7a9434 #4a641c', '#7f9438 #566f22 #34490f', '#c9bf6a #948f38 #5c5a1c'],
        oil: '#b5701a #7d400c #4a2006',
    },
    ofada: {
        base: '#d9532a #a82c12 #661308',
        lumps: ['#f0814a #c8401a #861c0a', '#e2603a #b02c12 #6b1408', '#c24a2a #8a1c0c #4a0c06'],
        oil: '#ff9a3c #e2560f #a82c06',
    },
    aganyin: {
        base: '#6b2410 #3f1208 #1f0804',
        lumps: ['#8a3418 #4f180a #240a04', '#6b240f #3a1006 #1a0603', '#a34a20 #66240e #331006'],
        oil: '#d9581c #8f2a0a #4f1204',
    },
    egusi: {
        base: '#e5a443 #bf7422 #7d3f0c',
        lumps: ['#f7cf7c #dd9c3a #9a5a14', '#efb85a #cf8426 #8a4c10', '#f3d898 #d9a752 #9a6a26'],
        oil: '#ff9a2c #e0620f #a83a06',
    },
};

/** The surface of a thick sauce, chunky and ringed with palm oil. */
export function sauce(canvas, kind, rx, ry, { lumps = 34, pools = 7, rise = 30 } = {}) {
    const c = canvas.chance,
        s = sauces[kind],
        spot = reach => {
            const angle = c.between(0, Math.PI * 2),
                far = reach * Math.sqrt(c.next());
            return [Math.cos(angle) * rx * far, Math.sin(angle) * ry * far - rise * (1 - far * far)];
        };
    const gloss = canvas.relief({ frequency: 0.026, octaves: 3, depth: 1.7, gloss: 0.42, seed: 7, light: 1.12 });
    const lump = stencil(canvas, blob(c, 0, 0, 27, 16, 0.16, 7));
    const pieces = s.lumps.flatMap(paint => kinds(canvas, [[0], [25, 0.65], [190, 0.85]], lump(fill(canvas.linear(paint)))));
    const lumpList = strew(
        c,
        pieces,
        Array.from({ length: lumps }, () => spot(0.84)).sort((a, b) => a[1] - b[1]),
    );
    const mass = stencil(canvas, blob(c, 0, -rise * 0.4, rx * 0.88, ry * 0.85 + rise * 0.25, 0.03, 16)),
        film = canvas.linear(s.oil, 0.1, 0, 0.8, 1);
    let drops = '',
        glints = '',
        seeds = '';
    for (let i = 0; i < pools * 3; i++) {
        const angle = i % 3 ? c.between(0, Math.PI * 2) : ((i / 3 + c.between(0.1, 0.7)) / pools) * Math.PI * 2,
            far = i % 3 ? c.between(0.3, 0.75) : 0.84,
            r = i % 3 ? c.between(4, 11) : c.between(22, 44);
        const [x, y] = [Math.cos(angle) * rx * far, Math.sin(angle) * ry * far - rise * (1 - far) * 0.8];
        drops += i % 3 ? oval(x, y, r * 1.5, r * 0.85, '') : path(blob(c, x, y, r, r * 0.45, 0.2, 7), '');
        glints += `M${n(x - r * 0.6)} ${n(y - r * 0.1)}q${n(r * 0.3)}-${n(r * 0.3)} ${n(r * 0.8)}-${n(r * 0.25)}`;
    }
    for (let i = 0; i < 34; i++) {
        const [x, y] = spot(0.8);
        seeds += `M${n(x)} ${n(y)}h1`;
    }
    return (
        oval(0, 4, rx, ry, fill(film)) +
        mass(fill('#2a0a02', `opacity=".45" x="5" y="9" filter="${canvas.blur(7)}"`)) +
        group(`filter="${gloss}"`, mass(fill(canvas.radial(s.base))), lumpList) +
        group(`fill="${film}" opacity=".82"`, drops) +
        path(seeds, line('#ffe6ae', 4, 'opacity=".8"')) +
        path(glints, line('#fff6e0', 3, 'opacity=".7"')) +
        path(
            `M${n(-rx * 0.9)} ${n(-ry * 0.12)}A${n(rx * 0.92)} ${n(ry * 0.92)} 0 0 1 ${n(-rx * 0.3)} ${n(-ry * 0.82)}`,
            line('#ffe9c4', 5, `opacity=".5" filter="${canvas.blur(2)}"`),
        )
    );
}

/** A thin, spiced broth with beads of oil. */
export function broth(canvas, rx, ry) {
    const c = canvas.chance;
    let beads = '',
        glints = '';
    for (let i = 0; i < 26; i++) {
        const angle = c.between(0, Math.PI * 2),
            far = c.between(0.35, 0.92),
            r = c.between(4, 12),
            x = Math.cos(angle) * rx * far,
            y = Math.sin(angle) * ry * far;
        beads += oval(x, y, r * 1.4, r * 0.8, '');
        glints += `M${n(x - r * 0.6)} ${n(y - r * 0.2)}q${n(r * 0.4)}-3 ${n(r * 0.8)}-1`;
    }
    return (
        oval(0, 4, rx, ry, fill(canvas.radial('#d98236@0 #a8501a@.55 #6b290c@1', 0.42, 0.4, 0.65))) +
        oval(-rx * 0.2, -ry * 0.2, rx * 0.6, ry * 0.5, fill(canvas.radial('#ffd9a0@0/.4 #ffd9a0@1/0', 0.5, 0.5, 0.5))) +
        group(`fill="${canvas.linear('#ffc46b #e07a24')}" opacity=".75"`, beads) +
        path(glints, line('#fff6e0', 2.5, 'opacity=".8"')) +
        path(
            `M${n(-rx * 0.9)} ${n(-ry * 0.12)}A${n(rx * 0.92)} ${n(ry * 0.92)} 0 0 1 ${n(-rx * 0.3)} ${n(-ry * 0.82)}`,
            line('#ffe9c4', 6, `opacity=".6" filter="${canvas.blur(2)}"`),
        )
    );
}

export const sauceBowl = (canvas, kind, options, more = {}) =>
    bowl(canvas, options, sauce(canvas, kind, (options.rx ?? 260) * 0.93, (options.ry ?? 140) * 0.91, more), more.top ?? '');

/** Half a boiled egg among the sauce. */
export const egg = (canvas, x, y, angle, scale = 1) =>
    turned(
        x,
        y,
        angle,
        scale,
        oval(3, 8, 46, 33, fill('#2a0a04', 'opacity=".4"')),
        oval(0, 0, 46, 33, fill(canvas.radial('#fff #fdf5e2 #e0c79a'))),
        oval(5, 0, 24, 20, fill(canvas.radial('#ffd95c #f5a623 #c46a0c'))),
        path('M-30-12Q-18-24 0-25', line('#fff', 5, 'opacity=".9"')),
    );

/** A chunk of stewed meat. */
export const meat = (canvas, x, y, angle, scale = 1, seed = 3) =>
    turned(
        x,
        y,
        angle,
        scale,
        oval(5, 14, 48, 30, fill('#2a0a04', 'opacity=".4"')),
        group(
            `filter="${canvas.relief({ frequency: '.022 .04', octaves: 3, depth: 1.5, gloss: 0.4, seed })}"`,
            path(
                'M-46-8C-40-34-8-38 18-32C46-28 54-4 46 14C38 34-2 36-26 30C-46 24-50 8-46-8Z',
                fill(canvas.linear('#b4683a #7d3a1a #43190a')),
            ),
        ),
        path('M-34-12Q-14-28 14-24', line('#ffd9a8', 5, `opacity=".55" filter="${canvas.blur(2)}"`)),
    );

/** Shreds of leaf, as ugu or bitter leaf in a soup. */
export function greens(canvas, spots) {
    const shred = body => `<path d="${body}" fill="${canvas.linear('#7fae3c #43751f #1f4a10')}"/>`;
    return strew(
        canvas.chance,
        kinds(
            canvas,
            [[0], [70], [140], [220]],
            shred('M-20 0Q-10-12 6-8Q20-8 22 2Q8 10-4 7Q-14 10-20 0Z'),
            shred('M-16-2Q0-14 17-3Q8 12-6 8Z'),
        ),
        spots,
    );
}
