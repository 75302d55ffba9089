// Plain shapes and the ways to place and strew them.
import { n, whole } from './canvas.mjs';

export const path = (d, attributes) => `<path d="${d}" ${attributes}/>`;
export const oval = (cx, cy, rx, ry, attributes) =>
    rx === ry
        ? `<circle cx="${n(cx)}" cy="${n(cy)}" r="${n(rx)}" ${attributes}/>`
        : `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" ${attributes}/>`;
export const fill = (paint, more = '') => `fill="${paint}"${more && ' ' + more}`;
/** Strokes end round unless they say otherwise: the picture itself sets that. */
export const line = (paint, width, more = '') => `fill="none" stroke="${paint}" stroke-width="${width}"${more && ' ' + more}`;
export const group = (attributes, ...shapes) => `<g ${attributes}>${shapes.join('')}</g>`;

export const at = (x, y, scale, ...shapes) =>
    `<g transform="translate(${n(x)} ${n(y)})${scale === 1 ? '' : `scale(${scale})`}">${shapes.join('')}</g>`;
export const turned = (x, y, angle, scale, ...shapes) =>
    `<g transform="translate(${n(x)} ${n(y)})rotate(${n(angle)})${scale === 1 ? '' : `scale(${scale})`}">${shapes.join('')}</g>`;
export const use = (id, x, y) => `<use href="#${id}" x="${whole(x)}" y="${whole(y)}"/>`;

/** A soft curve through the points; large ones are written in whole units. */
export function smooth(points, closed = true) {
    const count = points.length,
        spread = Math.max(...points.map(([x]) => x)) - Math.min(...points.map(([x]) => x));
    const round = spread > 45 ? Math.round : value => Math.round(value * 10) / 10;
    const point = index => (closed ? points[(index + count) % count] : points[Math.max(0, Math.min(count - 1, index))]);
    let [x, y] = points[0].map(round),
        d = `M${n(x)} ${n(y)}c`;
    for (let i = 0; i < (closed ? count : count - 1); i++) {
        const [a, b, c, e] = [point(i - 1), point(i), point(i + 1), point(i + 2)],
            [nextX, nextY] = c.map(round);
        const steps = [
            b[0] + (c[0] - a[0]) / 6 - x,
            b[1] + (c[1] - a[1]) / 6 - y,
            c[0] - (e[0] - b[0]) / 6 - x,
            c[1] - (e[1] - b[1]) / 6 - y,
            nextX - x,
            nextY - y,
        ];
        d += steps.reduce((text, step, at) => text + (at || i ? ' ' : '') + n(round(step)), '');
        [x, y] = [nextX, nextY];
    }
    return d.replaceAll(' -', '-') + (closed ? 'Z' : '');
}

/** A path that is painted several times: written once, then called with its paint. */
export function stencil(canvas, d) {
    const id = canvas.define(named => `<path${named && ` id="${named}"`} d="${d}"/>`);
    return attributes => `<use href="#${id}"${attributes && ' ' + attributes}/>`;
}

/** An oval with an unsteady rim. */
export function blob(chance, cx, cy, rx, ry, wobble = 0.06, count = 10) {
    return smooth(
        Array.from({ length: count }, (_, i) => {
            const angle = (i / count) * Math.PI * 2,
                reach = 1 + chance.between(-wobble, wobble);
            return [cx + Math.cos(angle) * rx * reach, cy + Math.sin(angle) * ry * reach];
        }),
    );
}

/** A body along a spine: `width(t)` gives half its breadth at t from 0 to 1. */
export function ribbon(spine, width) {
    const left = [],
        right = [];
    spine.forEach(([x, y], i) => {
        const [px, py] = spine[Math.max(0, i - 1)],
            [qx, qy] = spine[Math.min(spine.length - 1, i + 1)];
        const length = Math.hypot(qx - px, qy - py) || 1,
            half = width(i / (spine.length - 1));
        const [nx, ny] = [(-(qy - py) / length) * half, ((qx - px) / length) * half];
        left.push([x + nx, y + ny]);
        right.push([x - nx, y - ny]);
    });
    return { outline: smooth([...left, ...right.reverse()]), left, right: right.reverse() };
}

export const arc = (cx, cy, rx, ry, from, to, steps) =>
    Array.from({ length: steps + 1 }, (_, i) => {
        const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180;
        return [cx + Math.cos(angle) * rx, cy + Math.sin(angle) * ry];
    });

/** How high a mound stands behind x, measured from the middle of its foot. */
function back(x, rx, ry, height) {
    const u = x / rx,
        room = Math.sqrt(Math.max(0, 1 - u * u)),
        v = Math.max(-room, height ? -ry / (2 * height) : -1);
    return v * ry - height * Math.max(0, 1 - u * u - v * v);
}

/** A mound as the eye sees it. */
export function mound(rx, ry, height) {
    const points = [];
    for (let i = 0; i < 9; i++) {
        const x = -Math.cos((i / 8) * Math.PI) * rx;
        points.push([x, back(x, rx, ry, height)]);
    }
    return smooth([...points, ...arc(0, 0, rx, ry, 0, 180, 8).slice(1, -1)]);
}

/** Places that cover a mound, listed from back to front. */
export function moundSpots(chance, count, rx, ry, height) {
    const step = Math.sqrt((Math.PI * rx * (ry + height * 0.55)) / count),
        spots = [];
    for (let x = -rx + step / 2; x < rx; x += step) {
        const front = Math.sqrt(1 - (x / rx) ** 2) * ry;
        for (let y = back(x, rx, ry, height) + step * chance.between(0.3, 0.9); y < front; y += step) {
            spots.push([x + chance.between(-0.35, 0.35) * step, y + chance.between(-0.25, 0.25) * step]);
        }
    }
    return spots.sort((a, b) => a[1] - b[1]);
}

/** Strews the kinds over the places. */
export const strew = (chance, kinds, spots) => spots.map(([x, y]) => use(chance.pick(kinds), x, y)).join('');

/** The same shape in several turns, so that each place needs no transform of its own. */
export const kinds = (canvas, turns, ...bodies) =>
    bodies
        .map(body => canvas.symbol(body))
        .flatMap(shape =>
            turns.map(([angle, scale = 1, flat = 1]) => {
                const transform = (flat === 1 ? '' : `scale(1 ${flat})`) + `rotate(${angle})` + (scale === 1 ? '' : `scale(${scale})`);
                return canvas.define(id => `<use${id && ` id="${id}"`} href="#${shape}" transform="${transform}"/>`);
            }),
        );

/** A mound of loose pieces with the shade that rounds it. */
export function heap(canvas, pieces, { count, rx, ry, height, under, shade = '#5a2a0a', dark = 0.42 }) {
    return (
        path(mound(rx * 1.03, ry * 1.04, height), fill(under)) +
        strew(canvas.chance, pieces, moundSpots(canvas.chance, count, rx, ry, height)) +
        path(mound(rx * 1.08, ry * 1.1, height * 1.1), fill(canvas.linear(`${shade}@.45/0 ${shade}@1/${dark}`, 0.2, 0, 0.9, 1)))
    );
}
