// A picture in the making: shapes in painting order, and the gradients, clips and filters that they share.

const round = value => {
    const text = (Math.round(value * 10) / 10).toString();
    return text === '-0' ? '0' : text.replace(/^(-?)0\./, '$1.');
};

/** Writes numbers with at most one decimal. */
export const n = round;
export const whole = value => Math.round(value).toString();

/** Repeatable chance, so that a picture comes out the same every time. */
export function chance(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    const between = (low, high) => low + (high - low) * next();
    return { next, between, pick: list => list[Math.floor(next() * list.length)] };
}

export class Canvas {
    #defs = new Map();
    #shapes = [];

    constructor(width, height, seed = 1) {
        this.width = width;
        this.height = height;
        this.chance = chance(seed);
    }

    add(...shapes) {
        this.#shapes.push(...shapes);
        return this;
    }

    /** Keeps a definition once, however often it is asked for, and answers its id. */
    define(write) {
        const key = write('');
        if (!this.#defs.has(key)) this.#defs.set(key, { id: nameOf(this.#defs.size), write });
        return this.#defs.get(key).id;
    }

    /** Light falls from the upper left: the first stop faces it. */
    linear(stops, x1 = 0.1, y1 = 0, x2 = 0.8, y2 = 1) {
        return `url(#${this.define(
            id =>
                `<linearGradient${named(id)}${given({ x1: [x1, 0], y1: [y1, 0], x2: [x2, 1], y2: [y2, 0] })}>${stopsOf(stops)}</linearGradient>`,
        )})`;
    }

    radial(stops, cx = 0.36, cy = 0.3, r = 0.75) {
        return `url(#${this.define(
            id => `<radialGradient${named(id)}${given({ cx: [cx, 0.5], cy: [cy, 0.5], r: [r, 0.5] })}>${stopsOf(stops)}</radialGradient>`,
        )})`;
    }

    clip(shape, body) {
        return `<g clip-path="url(#${this.define(id => `<clipPath${named(id)}>${shape}</clipPath>`)})">${body}</g>`;
    }

    symbol(body) {
        return this.define(id => `<g${named(id)}>${body}</g>`);
    }

    pattern(width, height, transform, body) {
        return `url(#${this.define(
            id =>
                `<pattern${named(id)} width="${width}" height="${height}" ` +
                `patternUnits="userSpaceOnUse" patternTransform="${transform}">${body}</pattern>`,
        )})`;
    }

    blur(deviation) {
        return this.#filter('x="-.3" y="-.3" width="1.6" height="1.6"', `<feGaussianBlur stdDeviation="${deviation}"/>`);
    }

    /** A lumpy surface: relief lit from the upper left, with an oily glint when `gloss` is above nought. */
    relief({ frequency = 0.03, octaves = 3, depth = 5, gloss = 0, seed = 1, light = 1.15 }) {
        const glint = gloss
            ? `<feSpecularLighting in="t" surfaceScale="${depth}" specularConstant="${gloss}" specularExponent="22" lighting-color="#fff1d6" result="g"><feDistantLight azimuth="235" elevation="52"/></feSpecularLighting><feComposite in="g" in2="SourceAlpha" operator="in" result="g"/>`
            : '';
        const top = gloss ? '<feComposite in="g" in2="m" operator="arithmetic" k2="1" k3="1"/>' : '';
        return this.#filter(
            'x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB"',
            `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="${octaves}" seed="${seed}"/>` +
                '<feColorMatrix values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1.6 0 0 0 -.3" result="t"/>' +
                `<feDiffuseLighting surfaceScale="${depth}" diffuseConstant="${light}" lighting-color="#fff7ea" result="d"><feDistantLight azimuth="235" elevation="58"/></feDiffuseLighting>` +
                '<feComposite in="d" in2="SourceGraphic" operator="arithmetic" k1="1.08" result="m"/>' +
                `<feComposite in="m" in2="SourceAlpha" operator="in" result="m"/>${glint}${top}`,
        );
    }

    /** Frays an edge by hand's measure. */
    rough(frequency, scale, seed = 1) {
        return this.#filter(
            'x="-.1" y="-.1" width="1.2" height="1.2"',
            `<feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="2" seed="${seed}"/>` +
                `<feDisplacementMap in="SourceGraphic" scale="${scale}" xChannelSelector="R" yChannelSelector="G"/>`,
        );
    }

    #filter(region, body) {
        return `url(#${this.define(id => `<filter${named(id)} ${region}>${body}</filter>`)})`;
    }

    toString() {
        const defs = [...this.#defs.values()].map(({ id, write }) => write(id)).join('');
        const text =
            `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${this.width} ${this.height}" ` +
            `width="${this.width}" height="${this.height}" stroke-linecap="round">` +
            (defs && `<defs>${defs}</defs>`) +
            this.#shapes.join('') +
            '</svg>\n';
        return text.replace(/([" (-])0\.(?=\d)/g, '$1.');
    }
}

/** Writes the attributes that differ from what SVG takes for granted. */
const given = attributes =>
    Object.entries(attributes)
        .map(([name, [value, usual]]) => (value === usual ? '' : ` ${name}="${value}"`))
        .join('');
const named = id => (id ? ` id="${id}"` : '');
const nameOf = index => String.fromCharCode(97 + (index % 26)) + (index < 26 ? '' : Math.floor(index / 26));

/** Stops: "#fff #eee #ddd" evenly spread, or "#fff@0 #eee@.4/.5" with place and opacity. */
function stopsOf(text) {
    const parts = text.split(' ');
    return parts
        .map((part, index) => {
            const [, color, , place, , opacity] = /^([^@/]+)(@([\d.]+))?(\/([\d.]+))?$/.exec(part);
            const offset = place ?? round((index / (parts.length - 1)) * 10) / 10;
            return `<stop${Number(offset) ? ` offset="${offset}"` : ''} stop-color="${color}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`;
        })
        .join('');
}
