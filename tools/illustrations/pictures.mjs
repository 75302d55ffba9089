import { Canvas } from './canvas.mjs';
import { at } from './shapes.mjs';
import { backdrop, board, bowl, cloth, color, leaf, mat, plate } from './table.mjs';
import { cassava, chilli, maize, onion, pepper, rodo, sprig, tomato } from './produce.mjs';
import { fufuBowl, mashedBeans, ogiBowl, riceMound, spill, tapiocaBowl, tapiocaGrains } from './grains.mjs';
import { egusiBowl, egusiKinds, egusiPowder, ehuru, groundnutKinds, iruHeap, iruKinds, suya, tigerNutBowl, tigerNutKinds, uda, uzizaDish, uzizaKinds } from './spices.mjs';
import { sauceBowl } from './mixes.mjs';
import { chinChinBowl, chinChinKinds, chipKinds, chipsBowl, clove, coconut, coconutCandy, ginger, glass, hibiscus, ice, orangeSlice, puffBowl } from './snacks.mjs';
import { crayfishBowl, crayfishHeap, crayfishKinds, driedHake, kilishiSheet, pomoPiece, pomoRoll, powderMound, smokedCatfish } from './fish.mjs';

import { categoryPictures } from './categories.mjs';
import { homePictures } from './home.mjs';
import { shopPictures } from './shop.mjs';

function scene(tone, seed, draw) {
  return () => {
    const canvas = new Canvas(800, 800, seed);
    backdrop(canvas, tone);
    return canvas.add(...draw(canvas));
  };
}

export const pictures = {
  'products/fresh-ogi': scene('wheat', 11, c => [
    leaf(c, 250, 560, 158, 460, 110), leaf(c, 560, 590, 24, 460, 104),
    at(410, 370, 1, ogiBowl(c)), maize(c, 270, 660, -14, 1.02)]),
  'products/fufu': scene('wheat', 12, c => [
    at(400, 520, 1, cloth(c, 390, 215)), at(400, 410, 1.06, fufuBowl(c)), sprig(c, 640, 690, -24, 0.9)]),
  'products/tapioca': scene('wheat', 13, c => [
    cassava(c, 560, 220, -16, 1.15), at(400, 540, 1, mat(c, 345, 190)), at(400, 430, 1, tapiocaBowl(c)),
    spill(c, tapiocaGrains(c), [[150, 690], [182, 716], [226, 700], [128, 728], [560, 726], [600, 712], [196, 742], [640, 738]])]),
  'products/catfish': scene('blush', 21, c => [
    leaf(c, 210, 610, 150, 420, 100), leaf(c, 620, 250, -30, 420, 100),
    at(400, 430, 1.16, plate(c, { rx: 310, ry: 208 })), at(395, 405, 1.12, smokedCatfish(c)), rodo(c, 670, 690, 20, 0.9), rodo(c, 590, 730, -50, 0.8, '#ff8a5c #d6290f #7d0d0a')]),
  'products/panla': scene('blush', 22, c => [
    at(400, 450, 1, mat(c, 372, 268)), driedHake(c, 420, 290, -14, 1.18, 3), driedHake(c, 390, 420, -8, 1.3, 7), driedHake(c, 420, 565, -16, 1.22, 9)]),
  'products/pomo': scene('blush', 23, c => [
    at(400, 470, 1, board(c, 300, 200)), pomoPiece(c, 270, 330, -6, 1.35, 2), pomoPiece(c, 520, 320, 12, 1.3, 3), pomoPiece(c, 400, 420, 178, 1.3, 4),
    pomoPiece(c, 260, 520, 10, 1.35, 5), pomoPiece(c, 520, 500, -14, 1.4, 6), pomoRoll(c, 420, 590, 1.1)]),
  'products/kilishi': scene('blush', 24, c => [
    at(400, 470, 1, board(c, 300, 215)), kilishiSheet(c, 330, 300, -18, 215, 92, 2), kilishiSheet(c, 470, 380, 12, 210, 94, 5),
    kilishiSheet(c, 320, 460, -8, 220, 96, 9), kilishiSheet(c, 470, 560, -20, 205, 88, 12), chilli(c, 640, 690, -20, 1)]),
  'products/crayfish': scene('sage', 31, c => [
    at(420, 420, 1, mat(c, 350, 230)), at(450, 300, 1.1, crayfishBowl(c)), at(260, 590, 1, crayfishHeap(c, 46, 190, 90, 60)),
    spill(c, crayfishKinds(c), [[520, 640], [600, 600], [650, 680], [500, 710]])]),
  'products/egusi': scene('sage', 32, c => [
    at(400, 520, 1, cloth(c, 390, 215, '#9f541b', '#fbe3bd')), at(420, 380, 1, egusiBowl(c)), at(210, 590, 1, egusiPowder(c)),
    spill(c, egusiKinds(c), [[470, 690], [520, 668], [560, 706], [430, 726], [620, 676], [500, 736], [350, 716], [664, 640]])]),
  'products/iru-locust-beans': scene('sage', 33, c => [
    leaf(c, 330, 500, 205, 620, 170), leaf(c, 480, 480, -18, 620, 165, '#a5c45c #6b9836 #3a6a20'), leaf(c, 410, 590, 8, 560, 130),
    at(400, 480, 1.1, iruHeap(c)), spill(c, iruKinds(c), [[170, 600], [640, 640], [600, 668], [210, 640], [560, 690]])]),
  'products/pepper-soup-ingredient': scene('sage', 34, c => [
    at(400, 440, 1, plate(c, { rx: 355, ry: 262, glaze: 'calabash' })),
    uda(c, 310, 250, -28, 1.1), uda(c, 370, 285, -14, 1.15), uda(c, 300, 320, -40, 1.1), uda(c, 350, 345, -22, 1.15),
    ...[[500, 280, 20], [570, 300, -30], [640, 340, 40], [520, 345, -10], [590, 370, 15], [455, 330, 60]].map(([x, y, a], i) => ehuru(c, x, y, a, 1.25, i === 3 || i === 1)),
    at(290, 470, 1.15, uzizaDish(c)), chilli(c, 500, 480, 12, 1.15), chilli(c, 530, 540, -16, 1.1, '#e2603a #a81c0c #5a0a06'), chilli(c, 470, 590, 8, 1.1)]),
  'products/ayamase-mix': scene('apricot', 41, c => [
    pepper(c, 620, 235, 1.15, '#c5dc6a #6b9c2c #2f5c14', 10), at(390, 530, 1, mat(c, 350, 195)), at(390, 390, 1.1, sauceBowl(c, 'ayamase', { glaze: 'iron', depth: 165 })),
    rodo(c, 640, 640, 30, 1.1, '#d5e67a #8ab534 #46701a'), rodo(c, 560, 706, -30, 1, '#d5e67a #7dab30 #3f6a18'), chilli(c, 220, 690, 10, 1.1, '#c5dc6a #6b9c2c #2f5c14')]),
  'products/ofada-mix': scene('apricot', 42, c => [
    tomato(c, 640, 250, 1.1), onion(c, 160, 270, 1.05), leaf(c, 400, 590, 4, 640, 190), at(400, 400, 1.1, sauceBowl(c, 'ofada', { glaze: 'clay', depth: 165 })),
    rodo(c, 190, 650, 20, 1.1, '#ff8a5c #d6290f #7d0d0a'), rodo(c, 640, 660, -24, 1.1), chilli(c, 560, 715, -6, 1.1)]),
  'products/ewa-aganyin-mix': scene('apricot', 43, c => [
    at(400, 520, 1, cloth(c, 390, 220, '#c2410c', '#fbe3bd')), at(510, 300, 0.95, plate(c, { rx: 270, ry: 165 }, mashedBeans(c, 185, 100))),
    at(310, 440, 0.98, sauceBowl(c, 'aganyin', { glaze: 'cream', depth: 160 })), chilli(c, 620, 620, -14, 1.1, '#e2603a #a81c0c #5a0a06'), onion(c, 660, 540, 0.8)]),
  'products/zobo-drink': scene('rose', 51, c => [
    at(400, 610, 1, mat(c, 330, 150)), at(420, 610, 1.2, glass(c, '#e0455a #a30f34 #5a0420', { surface: c.linear('#f07a80 #c22a48 #8a0f30'), inside: ice(c, -40, -345, 8) + ice(c, 44, -340, -20, 0.9) + ice(c, 10, -280, 30, 0.9) })),
    orangeSlice(c, 548, 150, 12, 1.05), hibiscus(c, 180, 650, -30, 1.15), hibiscus(c, 270, 716, 20, 1.1), hibiscus(c, 640, 700, 10, 1), sprig(c, 120, 560, -30, 0.7)]),
  'products/kunu-drink': scene('rose', 52, c => [
    at(400, 600, 1, cloth(c, 380, 180, '#9f541b', '#fbe3bd')), at(400, 600, 1.2, glass(c, '#fff4dc #ecd2a6 #c39a64', { surface: c.radial('#fffaf0 #f6e4c2 #dcbc8a'), height: 380, top: 128, foot: 92 })),
    ginger(c, 640, 670, -14, 1.1), ...[[190, 640], [230, 676], [166, 690], [250, 630]].map(([x, y]) => at(x, y, 1.2, clove(c)))]),
  'products/chin-chin': scene('rose', 53, c => [
    at(400, 520, 1, mat(c, 360, 200)), at(400, 400, 1.1, chinChinBowl(c)), spill(c, chinChinKinds(c), [[160, 660], [210, 690], [150, 710], [600, 700], [650, 676], [560, 724], [250, 730]])]),
  'products/plantain-chips': scene('rose', 54, c => [
    at(400, 520, 1, cloth(c, 390, 215)), at(400, 410, 1.1, chipsBowl(c)), spill(c, chipKinds(c), [[170, 640], [260, 706], [600, 690], [670, 640]])]),
  'products/puff-puff-mix': scene('rose', 55, c => [
    at(400, 520, 1, mat(c, 360, 200)), at(430, 390, 1.08, puffBowl(c)), at(200, 610, 1, bowl(c, { rx: 140, ry: 74, depth: 82, glaze: 'cream' }, powderMound(c, 128, 66, 80, '#fffefa #fbf1dd #d9c39a', 8)))]),
  'products/suya-pepper': scene('rose', 56, c => [
    at(400, 460, 1, board(c, 300, 210)), suya(c, 440, 260, -10, 1.1, 5), suya(c, 430, 350, -4, 1.1, 9), at(380, 480, 0.92, bowl(c, { rx: 230, ry: 122, depth: 140, glaze: 'wood' }, powderMound(c, 212, 110, 140, '#e8803c #b8461c #6b1c08', 5))),
    spill(c, groundnutKinds(c), [[640, 600], [600, 640], [660, 650], [150, 660], [186, 690], [560, 690]]), chilli(c, 660, 500, -60, 0.9)]),
  'products/coconut-candy': scene('rose', 57, c => [
    coconut(c, 570, 240, 1.15), at(380, 520, 1, plate(c, { rx: 330, ry: 196, glaze: 'burgundy' })),
    coconutCandy(c, 270, 470, -8, 1.15), coconutCandy(c, 480, 450, 10, 1.15), coconutCandy(c, 340, 570, 14, 1.15), coconutCandy(c, 520, 560, -12, 1.1), coconutCandy(c, 390, 420, -2, 1.15)]),
  'products/tiger-nuts': scene('rose', 58, c => [
    at(400, 520, 1, cloth(c, 390, 215, '#c2410c', '#fbe3bd')), at(400, 400, 1.1, tigerNutBowl(c)), spill(c, tigerNutKinds(c), [[170, 650], [220, 690], [600, 690], [660, 650], [270, 724], [560, 726]])]),
  ...categoryPictures,
  ...homePictures,
  ...shopPictures,
};
