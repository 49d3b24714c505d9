// Places of the sample district; the coordinates are approximate.

/** Name in Russian and Belarusian, latitude and longitude in degrees. */
export const PLACES = [
  { ru: "Деревная", be: "Дзераўная", latitude: 53.197, longitude: 25.477 },
  { ru: "Жировичи", be: "Жыровічы", latitude: 53.013, longitude: 25.345 },
  { ru: "Озерница", be: "Азярніца", latitude: 53.083, longitude: 25.029 },
  { ru: "Василевичи", be: "Васілевічы", latitude: 53.144, longitude: 25.275 },
  { ru: "Новодевятковичи", be: "Новадзевяткавічы", latitude: 52.916, longitude: 25.168 },
  { ru: "Мижевичи", be: "Міжэвічы", latitude: 52.975, longitude: 25.105 },
  { ru: "Слоним", be: "Слонім", latitude: 53.083, longitude: 25.317 },
];

const NEAR_DEGREES = 0.02;

/** Name the sample place at a location, or null; English pages show the Russian name. */
export function placeAt({ latitude, longitude }, language) {
  const found = PLACES.find(
    (place) =>
      Math.abs(place.latitude - latitude) < NEAR_DEGREES &&
      Math.abs(place.longitude - longitude) < NEAR_DEGREES,
  );
  return found ? (language === "be" ? found.be : found.ru) : null;
}
