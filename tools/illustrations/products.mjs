// The products of the first shop: one picture each.
import { board, cloth, leaf, mat, plate } from './table.mjs';
import { at } from './shapes.mjs';
import { cassava, chilli, maize, onion, pepper, rodo, sprig, tomato } from './produce.mjs';
import { beanKinds, fufuBowl, mashedBeans, ogiBowl, spill, tapiocaBowl, tapiocaGrains } from './grains.mjs';
import { crayfishBowl, crayfishHeap, crayfishKinds, driedHake, smokedCatfish } from './fish.mjs';
import { kilishiSheet, pomoPiece, pomoRoll } from './meat.mjs';
import { egusiBowl, egusiKinds, egusiPowder, ehuru, iruHeap, iruKinds, uda, uzizaDish, uzizaKinds } from './spices.mjs';
import { egg, sauceBowl } from './mixes.mjs';
import { ginger } from './drinks.mjs';
import { scene } from './scene.mjs';

export const productPictures = {
    'products/fresh-ogi': scene('wheat', 11, c => [
        leaf(c, 250, 560, 158, 460, 110),
        leaf(c, 560, 590, 24, 460, 104),
        at(410, 370, 1, ogiBowl(c)),
        maize(c, 270, 660, -14, 1.02),
    ]),
    'products/fufu': scene('wheat', 12, c => [
        at(400, 520, 1, cloth(c, 390, 215)),
        at(400, 410, 1.06, fufuBowl(c)),
        sprig(c, 640, 690, -24, 0.9),
    ]),
    'products/tapioca': scene('wheat', 13, c => [
        cassava(c, 560, 220, -16, 1.15),
        at(400, 540, 1, mat(c, 345, 190)),
        at(400, 430, 1, tapiocaBowl(c)),
        spill(c, tapiocaGrains(c), [
            [150, 690],
            [182, 716],
            [226, 700],
            [128, 728],
            [560, 726],
            [600, 712],
            [196, 742],
            [640, 738],
        ]),
    ]),
    'products/catfish': scene('blush', 21, c => [
        leaf(c, 210, 610, 150, 420, 100),
        leaf(c, 620, 250, -30, 420, 100),
        at(400, 430, 1.16, plate(c, { rx: 310, ry: 208 })),
        at(395, 405, 1.12, smokedCatfish(c)),
        rodo(c, 670, 690, 20, 0.9),
        rodo(c, 590, 730, -50, 0.8, '#ff8a5c #d6290f #7d0d0a'),
    ]),
    'products/panla': scene('blush', 22, c => [
        at(400, 450, 1, mat(c, 372, 268)),
        driedHake(c, 420, 290, -14, 1.18, 3),
        driedHake(c, 390, 420, -8, 1.3, 7),
        driedHake(c, 420, 565, -16, 1.22, 9),
    ]),
    'products/pomo': scene('blush', 23, c => [
        at(400, 470, 1, board(c, 300, 215)),
        pomoPiece(c, 250, 350, -4, 1.15, 38, 2),
        pomoPiece(c, 510, 350, 6, 1.15, -30, 2),
        pomoPiece(c, 380, 440, -8, 1.2, 52, 2),
        pomoPiece(c, 220, 520, 4, 1.15, -34, 2),
        pomoPiece(c, 560, 500, -6, 1.15, 34, 2),
        pomoPiece(c, 400, 590, 2, 1.25, 46, 2),
        pomoRoll(c, 620, 620, 1),
        chilli(c, 190, 690, 8, 0.95),
    ]),
    'products/kilishi': scene('blush', 24, c => [
        at(400, 470, 1, board(c, 300, 215)),
        kilishiSheet(c, 330, 300, -18, 215, 92, 2),
        kilishiSheet(c, 470, 380, 12, 210, 94, 5),
        kilishiSheet(c, 320, 460, -8, 220, 96, 9),
        kilishiSheet(c, 470, 560, -20, 205, 88, 12),
        chilli(c, 640, 690, -20, 1),
    ]),
    'products/crayfish': scene('sage', 31, c => [
        at(420, 420, 1, mat(c, 350, 230)),
        at(450, 300, 1.1, crayfishBowl(c)),
        at(290, 590, 1, crayfishHeap(c, 40, 180, 84, 62)),
        spill(c, crayfishKinds(c), [
            [520, 640],
            [600, 600],
            [650, 680],
            [500, 710],
        ]),
    ]),
    'products/egusi': scene('sage', 32, c => [
        at(400, 520, 1, cloth(c, 390, 215, '#9f541b', '#fbe3bd')),
        at(420, 380, 1, egusiBowl(c)),
        at(210, 590, 1, egusiPowder(c)),
        spill(c, egusiKinds(c), [
            [470, 690],
            [520, 668],
            [560, 706],
            [430, 726],
            [620, 676],
            [500, 736],
            [350, 716],
            [664, 640],
        ]),
    ]),
    'products/iru-locust-beans': scene('sage', 33, c => [
        leaf(c, 330, 500, 205, 620, 170),
        leaf(c, 480, 480, -18, 620, 165, '#a5c45c #6b9836 #3a6a20'),
        leaf(c, 410, 590, 8, 560, 130),
        at(400, 480, 1.1, iruHeap(c)),
        spill(c, iruKinds(c), [
            [170, 600],
            [640, 640],
            [600, 668],
            [210, 640],
            [560, 690],
        ]),
    ]),
    'products/pepper-soup-ingredient': scene('sage', 34, c => [
        leaf(c, 640, 190, -34, 420, 104),
        at(400, 440, 1, plate(c, { rx: 360, ry: 262, glaze: 'calabash' })),
        ...[
            [280, 232, -30],
            [330, 268, -18],
            [250, 290, -38],
            [320, 322, -24],
            [220, 340, -34],
            [300, 372, -14],
        ].map(([x, y, a]) => uda(c, x, y, a, 1.5)),
        ...[
            [500, 250, 20],
            [590, 280, -30],
            [660, 340, 40],
            [450, 320, 60],
            [540, 340, -10],
            [620, 410, 15],
        ].map(([x, y, a], i) => ehuru(c, x, y, a, 1.6, i === 4 || i === 1)),
        at(250, 500, 1.25, uzizaDish(c)),
        ginger(c, 480, 470, -8, 1.05),
        chilli(c, 520, 550, 12, 1.15),
        chilli(c, 440, 610, -8, 1.2, '#e2603a #a81c0c #5a0a06'),
        spill(c, uzizaKinds(c), [
            [150, 600],
            [340, 640],
            [610, 610],
            [700, 690],
        ]),
    ]),
    'products/ayamase-mix': scene('apricot', 41, c => [
        pepper(c, 620, 235, 1.15, '#c5dc6a #6b9c2c #2f5c14', 10),
        at(390, 530, 1, mat(c, 350, 195)),
        at(
            390,
            390,
            1.1,
            sauceBowl(c, 'ayamase', { glaze: 'iron', depth: 165 }, { top: egg(c, 92, -34, 14, 1.1) + egg(c, 20, 34, -12, 1.15) }),
        ),
        rodo(c, 640, 640, 30, 1.1, '#d5e67a #8ab534 #46701a'),
        rodo(c, 560, 706, -30, 1, '#d5e67a #7dab30 #3f6a18'),
        chilli(c, 220, 690, 10, 1.1, '#c5dc6a #6b9c2c #2f5c14'),
    ]),
    'products/ofada-mix': scene('apricot', 42, c => [
        tomato(c, 640, 250, 1.1),
        onion(c, 160, 270, 1.05),
        leaf(c, 400, 590, 4, 640, 190),
        at(400, 400, 1.1, sauceBowl(c, 'ofada', { glaze: 'clay', depth: 165 })),
        rodo(c, 190, 650, 20, 1.1, '#ff8a5c #d6290f #7d0d0a'),
        rodo(c, 640, 660, -24, 1.1),
        chilli(c, 560, 715, -6, 1.1),
    ]),
    'products/ewa-aganyin-mix': scene('apricot', 43, c => [
        at(400, 520, 1, cloth(c, 390, 220, '#c2410c', '#fbe3bd')),
        at(
            510,
            300,
            0.95,
            plate(
                c,
                { rx: 270, ry: 165 },
                mashedBeans(c, 190, 96),
                spill(c, beanKinds(c), [
                    [-90, -40],
                    [-40, -70],
                    [60, -60],
                    [110, -20],
                    [20, -30],
                ]),
            ),
        ),
        at(310, 440, 0.98, sauceBowl(c, 'aganyin', { glaze: 'cream', depth: 160 })),
        chilli(c, 620, 620, -14, 1.1, '#e2603a #a81c0c #5a0a06'),
        onion(c, 660, 540, 0.8),
    ]),
};
