// One picture for each category: several of its foods together.
import { bowl, cloth, leaf, mat } from './table.mjs';
import { at } from './shapes.mjs';
import { chilli, maize, rodo } from './produce.mjs';
import { fufuBowl, ogiBowl, tapiocaBowl } from './grains.mjs';
import { crayfishBowl, driedHake, powderMound, smokedCatfish } from './fish.mjs';
import { kilishiSheet } from './meat.mjs';
import { egusiBowl, ehuru, iruHeap, tigerNutBowl, uda } from './spices.mjs';
import { sauceBowl } from './mixes.mjs';
import { chinChinBowl, chipsBowl, puffBowl } from './snacks.mjs';
import { glass, hibiscus, ice, orangeSlice } from './drinks.mjs';
import { scene } from './scene.mjs';

export const categoryPictures = {
    'categories/grains-staples': scene('wheat', 81, c => [
        at(400, 500, 1, cloth(c, 410, 270)),
        at(235, 270, 0.66, ogiBowl(c)),
        at(575, 290, 0.66, tapiocaBowl(c)),
        at(390, 480, 0.86, fufuBowl(c)),
        maize(c, 600, 690, -16, 0.85),
    ]),
    'categories/proteins-fish': scene('blush', 82, c => [
        at(400, 440, 1, mat(c, 385, 290)),
        kilishiSheet(c, 560, 215, 14, 150, 66, 4),
        kilishiSheet(c, 600, 300, 4, 140, 62, 8),
        at(290, 330, 0.86, smokedCatfish(c)),
        driedHake(c, 440, 560, -10, 1.15, 5),
        chilli(c, 640, 690, -20, 0.9),
        rodo(c, 560, 710, 30, 0.8),
    ]),
    'categories/spices-ingredients': scene('sage', 83, c => [
        at(400, 450, 1, mat(c, 385, 290)),
        leaf(c, 560, 570, -16, 480, 130),
        at(240, 290, 0.74, egusiBowl(c)),
        at(565, 280, 0.84, crayfishBowl(c)),
        at(525, 560, 0.78, iruHeap(c, 210, 96, 120, 130)),
        uda(c, 200, 500, -24, 1.3),
        uda(c, 240, 540, -10, 1.35),
        ehuru(c, 170, 610, 10, 1.4),
        ehuru(c, 260, 620, -30, 1.4, true),
        ehuru(c, 220, 680, 40, 1.35),
    ]),
    'categories/ready-mixes': scene('apricot', 84, c => [
        at(400, 520, 1, cloth(c, 410, 270, '#9f541b', '#fbe3bd')),
        at(220, 280, 0.66, sauceBowl(c, 'aganyin', { glaze: 'cream', depth: 160 }, { lumps: 18, pools: 5 })),
        at(585, 290, 0.66, sauceBowl(c, 'ayamase', { glaze: 'iron', depth: 160 }, { lumps: 18, pools: 5 })),
        at(400, 480, 0.84, sauceBowl(c, 'ofada', { glaze: 'clay', depth: 160 }, { lumps: 24, pools: 6 })),
        chilli(c, 640, 690, -20, 1),
        rodo(c, 180, 640, 20, 1),
    ]),
    'categories/drinks': scene('rose', 85, c => [
        at(400, 620, 1, mat(c, 370, 160)),
        at(270, 570, 1.06, glass(c, '#fff4dc #ecd2a6 #c39a64', { surface: c.radial('#fffaf0 #f6e4c2 #dcbc8a') })),
        at(
            520,
            620,
            1.12,
            glass(c, '#e0455a #a30f34 #5a0420', {
                surface: c.linear('#f07a80 #c22a48 #8a0f30'),
                inside: ice(c, -40, -345, 8) + ice(c, 44, -340, -20, 0.9),
            }),
        ),
        orangeSlice(c, 640, 190, 12, 0.95),
        hibiscus(c, 290, 700, 10, 1),
        hibiscus(c, 200, 660, -40, 0.9),
    ]),
    'categories/snacks': scene('rose', 86, c => [
        at(400, 500, 1, cloth(c, 410, 270)),
        at(230, 290, 0.66, chinChinBowl(c)),
        at(580, 290, 0.66, tigerNutBowl(c)),
        at(400, 480, 0.84, chipsBowl(c)),
    ]),
    'categories/mixes-spices': scene('rose', 87, c => [
        at(400, 470, 1, mat(c, 380, 270)),
        at(430, 300, 0.86, puffBowl(c)),
        at(
            230,
            530,
            0.8,
            bowl(c, { rx: 200, ry: 108, depth: 120, glaze: 'wood' }, powderMound(c, 184, 98, 130, '#e8803c #b8461c #6b1c08', 5)),
        ),
        at(
            570,
            540,
            0.8,
            bowl(c, { rx: 200, ry: 108, depth: 120, glaze: 'cream' }, powderMound(c, 184, 98, 120, '#fffefa #fbf1dd #d9c39a', 8)),
        ),
        chilli(c, 420, 700, -10, 1),
    ]),
};
