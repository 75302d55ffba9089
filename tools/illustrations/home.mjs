// The laid table of the home page, wide and tall.
import { Canvas } from './canvas.mjs';
import { bowl, cloth, leaf, plate } from './table.mjs';
import { at, use } from './shapes.mjs';
import { chilli, onion, pepper, rodo, sprig, tomato } from './produce.mjs';
import { fufuBowl, plantain, riceMound } from './grains.mjs';
import { broth, egg, greens, meat, sauce } from './mixes.mjs';
import { glass, ice } from './drinks.mjs';
import { backdrop } from './scene.mjs';

const egusiSoup = c =>
    bowl(
        c,
        { rx: 260, ry: 146, depth: 165, glaze: 'clay' },
        sauce(c, 'egusi', 242, 133, { lumps: 24, pools: 5 }),
        greens(c, [
            [-160, -20],
            [-110, -66],
            [-40, -92],
            [40, -88],
            [110, -60],
            [165, -14],
            [130, 44],
            [60, 80],
            [-40, 78],
            [-120, 46],
            [0, 10],
            [-54, -34],
            [96, 0],
            [10, -50],
            [-6, 60],
            [-170, 20],
        ]),
        meat(c, -70, 14, -10, 1.15, 3),
        meat(c, 66, -34, 20, 1.1, 3),
        meat(c, 40, 40, -6, 1, 3),
    );

const jollof = c =>
    plate(
        c,
        { rx: 300, ry: 178 },
        at(0, 0, 1, riceMound(c, 205, 112, 96, 110, '#bd4d17')),
        plantain(c, [
            [-190, 40, 10, 0.8],
            [-140, 92, -8, 0.85],
            [-60, 122, 6, 0.85],
        ]),
        egg(c, 150, 70, 12, 1),
        egg(c, 84, 108, -8, 0.95),
        sprig(c, -10, -84, 20, 0.5),
    );

const pepperSoup = c =>
    bowl(
        c,
        { rx: 210, ry: 116, depth: 130, glaze: 'iron' },
        broth(c, 196, 106),
        meat(c, -64, -26, 12, 1.1),
        meat(c, 58, -30, -18, 1.05),
        meat(c, 6, 34, 6, 1.15),
        greens(c, [
            [-120, 20],
            [-70, 56],
            [84, 56],
            [0, -66],
            [128, 6],
            [-110, -50],
            [0, -8],
        ]),
    );

const zobo = c =>
    glass(c, '#e0455a #a30f34 #5a0420', {
        surface: c.linear('#f07a80 #c22a48 #8a0f30'),
        inside: ice(c, -40, -345, 8) + ice(c, 44, -340, -20, 0.9),
    });

const friedPlantain = c =>
    plate(
        c,
        { rx: 210, ry: 124, glaze: 'leaf' },
        plantain(c, [
            [-60, -56, 20, 0.95],
            [50, -60, -14, 0.95],
            [-100, -6, -12, 1],
            [0, -14, 8, 1],
            [98, -4, 22, 1],
            [-52, 40, 14, 1],
            [52, 38, -12, 1],
        ]),
    );

function wide() {
    const c = new Canvas(1600, 900, 61),
        drink = c.symbol(zobo(c));
    backdrop(c, 'apricot');
    return c.add(
        leaf(c, 300, 210, 200, 480, 120),
        leaf(c, 1300, 200, -24, 480, 120),
        at(820, 560, 1, cloth(c, 780, 330)),
        at(1270, 250, 0.95, friedPlantain(c)),
        at(420, 260, 1, pepperSoup(c)),
        at(800, 312, 0.62, use(drink, 0, 0)),
        at(985, 345, 0.62, use(drink, 0, 0)),
        at(1160, 560, 1.02, jollof(c)),
        at(330, 560, 0.98, fufuBowl(c)),
        at(740, 560, 1.04, egusiSoup(c)),
        tomato(c, 1490, 470, 0.9),
        pepper(c, 1500, 640, 0.9, '#c5dc6a #6b9c2c #2f5c14', 8),
        onion(c, 90, 400, 0.9),
        rodo(c, 1420, 780, 20, 1),
        chilli(c, 1010, 830, -10, 1.1),
        rodo(c, 120, 720, -30, 1),
        sprig(c, 560, 840, 10, 0.9),
    );
}

function tall() {
    const c = new Canvas(800, 1000, 62);
    backdrop(c, 'apricot');
    return c.add(
        leaf(c, 120, 170, 210, 380, 100),
        at(400, 620, 1, cloth(c, 430, 360)),
        at(620, 190, 0.72, friedPlantain(c)),
        at(220, 250, 0.78, pepperSoup(c)),
        at(440, 300, 0.56, zobo(c)),
        at(600, 420, 0.7, jollof(c)),
        at(220, 500, 0.68, fufuBowl(c)),
        at(420, 700, 0.92, egusiSoup(c)),
        rodo(c, 690, 760, 20, 0.9),
        chilli(c, 650, 900, -14, 1),
        tomato(c, 120, 800, 0.75),
        sprig(c, 200, 920, 12, 0.8),
    );
}

export const homePictures = { 'hero-home': wide, 'hero-home-tall': tall };
