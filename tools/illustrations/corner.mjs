// The products of the second shop: drinks and snacks, one picture each.
import { board, bowl, cloth, mat, plate } from './table.mjs';
import { at } from './shapes.mjs';
import { chilli, sprig } from './produce.mjs';
import { spill } from './grains.mjs';
import { powderMound } from './fish.mjs';
import { suya } from './meat.mjs';
import { groundnutKinds, tigerNutBowl, tigerNutKinds } from './spices.mjs';
import { chinChinBowl, chinChinKinds, chipKinds, chipsBowl, coconut, coconutCandy, puffBowl } from './snacks.mjs';
import { clove, ginger, glass, hibiscus, ice, orangeSlice } from './drinks.mjs';
import { scene } from './scene.mjs';

export const cornerPictures = {
    'products/zobo-drink': scene('rose', 51, c => [
        at(400, 610, 1, mat(c, 330, 150)),
        at(
            420,
            610,
            1.2,
            glass(c, '#e0455a #a30f34 #5a0420', {
                surface: c.linear('#f07a80 #c22a48 #8a0f30'),
                inside: ice(c, -40, -345, 8) + ice(c, 44, -340, -20, 0.9) + ice(c, 10, -280, 30, 0.9),
            }),
        ),
        orangeSlice(c, 548, 150, 12, 1.05),
        hibiscus(c, 180, 650, -30, 1.15),
        hibiscus(c, 270, 716, 20, 1.1),
        hibiscus(c, 640, 700, 10, 1),
        sprig(c, 120, 560, -30, 0.7),
    ]),
    'products/kunu-drink': scene('rose', 52, c => [
        at(400, 600, 1, cloth(c, 380, 180, '#9f541b', '#fbe3bd')),
        at(
            400,
            600,
            1.2,
            glass(c, '#fff4dc #ecd2a6 #c39a64', { surface: c.radial('#fffaf0 #f6e4c2 #dcbc8a'), height: 380, top: 128, foot: 92 }),
        ),
        ginger(c, 640, 670, -14, 1.1),
        ...[
            [190, 640],
            [230, 676],
            [166, 690],
            [250, 630],
        ].map(([x, y]) => at(x, y, 1.2, clove(c))),
    ]),
    'products/chin-chin': scene('rose', 53, c => [
        at(400, 520, 1, mat(c, 360, 200)),
        at(400, 400, 1.1, chinChinBowl(c)),
        spill(c, chinChinKinds(c), [
            [160, 660],
            [210, 690],
            [150, 710],
            [600, 700],
            [650, 676],
            [560, 724],
            [250, 730],
        ]),
    ]),
    'products/plantain-chips': scene('rose', 54, c => [
        at(400, 520, 1, cloth(c, 390, 215)),
        at(400, 410, 1.1, chipsBowl(c)),
        spill(c, chipKinds(c), [
            [170, 640],
            [260, 706],
            [600, 690],
            [670, 640],
        ]),
    ]),
    'products/puff-puff-mix': scene('rose', 55, c => [
        at(400, 520, 1, mat(c, 360, 200)),
        at(430, 390, 1.08, puffBowl(c)),
        at(200, 610, 1, bowl(c, { rx: 140, ry: 74, depth: 82, glaze: 'cream' }, powderMound(c, 128, 66, 80, '#fffefa #fbf1dd #d9c39a', 8))),
    ]),
    'products/suya-pepper': scene('rose', 56, c => [
        at(400, 460, 1, board(c, 300, 210)),
        at(
            380,
            330,
            1,
            bowl(c, { rx: 230, ry: 122, depth: 140, glaze: 'wood' }, powderMound(c, 212, 110, 140, '#e8803c #b8461c #6b1c08', 5)),
        ),
        suya(c, 470, 560, -9, 1.2, 5),
        suya(c, 450, 640, -4, 1.2, 5),
        spill(c, groundnutKinds(c), [
            [140, 520],
            [176, 560],
            [130, 590],
            [690, 480],
            [660, 450],
            [150, 720],
            [200, 740],
        ]),
        chilli(c, 660, 330, -60, 0.95),
    ]),
    'products/coconut-candy': scene('rose', 57, c => [
        coconut(c, 570, 230, 1.15),
        at(390, 520, 1, plate(c, { rx: 335, ry: 205, glaze: 'burgundy' })),
        coconutCandy(c, 400, 400, -2, 1.2),
        coconutCandy(c, 260, 470, -8, 1.25),
        coconutCandy(c, 520, 470, 10, 1.25),
        coconutCandy(c, 390, 490, 4, 1.2),
        coconutCandy(c, 310, 590, 12, 1.25),
        coconutCandy(c, 500, 600, -10, 1.25),
    ]),
    'products/tiger-nuts': scene('rose', 58, c => [
        at(400, 520, 1, cloth(c, 390, 215, '#c2410c', '#fbe3bd')),
        at(400, 400, 1.1, tigerNutBowl(c)),
        spill(c, tigerNutKinds(c), [
            [170, 650],
            [220, 690],
            [600, 690],
            [660, 650],
            [270, 724],
            [560, 726],
        ]),
    ]),
};
