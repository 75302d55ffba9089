// Every picture by the name of its file.
import { categoryPictures } from './categories.mjs';
import { cornerPictures } from './corner.mjs';
import { homePictures } from './home.mjs';
import { productPictures } from './products.mjs';
import { shopPictures } from './shop.mjs';

export const pictures = { ...productPictures, ...cornerPictures, ...categoryPictures, ...homePictures, ...shopPictures };
