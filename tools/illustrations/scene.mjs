// The ground of every picture: warm light from the upper left and the shade of a palm.
import { Canvas, n } from './canvas.mjs';
import { fill, oval, stencil, turned } from './shapes.mjs';

const tones = {
    wheat: '#fcefd2 #f3d6a3 #dcab6b',
    blush: '#fbe5d3 #f2c4a0 #d99a70',
    sage: '#f5efcf #dfd8a3 #b5b26e',
    apricot: '#fff0d2 #fbd394 #eba55a',
    rose: '#fde7d8 #f3c3ad #dc9580',
};

export function backdrop(canvas, tone) {
    const { width, height } = canvas;
    canvas.add(
        `<rect width="${width}" height="${height}" ${fill(canvas.linear(tones[tone], 0, 0, 0.9, 1))}/>`,
        oval(
            width * 0.27,
            height * 0.2,
            width * 0.75,
            height * 0.7,
            fill(canvas.radial('#fffaf0@0/.8 #fffaf0@.5/.36 #fffaf0@.8/.1 #fffaf0@1/0', 0.5, 0.5, 0.5)),
        ),
        frondShade(canvas, width - 10, -30, 148, height / 800),
        frondShade(canvas, -40, height * 0.62, 38, height / 900),
        oval(
            width * 0.95,
            height * 1.02,
            width * 0.6,
            height * 0.5,
            fill(canvas.radial('#5a1a08@0/.18 #5a1a08@.5/.08 #5a1a08@1/0', 0.5, 0.5, 0.5)),
        ),
    );
}

/** The soft shade of a palm frond outside the picture. */
function frondShade(canvas, x, y, angle, scale) {
    let d = 'M0-4L560 0L0 6Z';
    for (let i = 0; i < 7; i++) {
        const along = 60 + i * 66,
            reach = 90 + 120 * Math.sin((Math.PI * (i + 1.5)) / 9),
            far = n(reach);
        d +=
            `M${along} 0Q${n(along + reach * 0.34)}-${n(reach * 0.62)} ${n(along + reach * 0.8)}-${far}Q${n(along + reach * 0.56)}-${n(reach * 0.42)} ${along + 16} 0` +
            `Q${n(along + reach * 0.56)} ${n(reach * 0.42)} ${n(along + reach * 0.8)} ${far}Q${n(along + reach * 0.34)} ${n(reach * 0.62)} ${along} 0Z`;
    }
    return turned(x, y, angle, n(scale * 1.05), stencil(canvas, d)(fill('#8a3f10', `opacity=".12" filter="${canvas.blur(6)}"`)));
}

/** A square picture: its shapes are drawn on a backdrop of the given tone. */
export const scene = (tone, seed, draw) => () => {
    const canvas = new Canvas(800, 800, seed);
    backdrop(canvas, tone);
    return canvas.add(...draw(canvas));
};
