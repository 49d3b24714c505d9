// Photos as Telegram takes them, and a drawn one for those who have none at hand.

const LONGEST_PX = 1280;
const WIDTH = 960;
const HEIGHT = 720;
const SPINES = ["#14605f", "#b4532f", "#d8a13a", "#3f5d7d", "#7c8a4a", "#83405c", "#e3d6b8"];
const SHELVES = 3;

/** Draw a bookshelf and give it as a JPEG file. */
export async function samplePhoto() {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#f3e9d6";
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  for (let shelf = 0; shelf < SHELVES; shelf += 1)
    drawShelf(brush, ((shelf + 1) * HEIGHT) / SHELVES);
  return asJpeg(canvas, "polka.jpg");
}

/**
 * Make a photo smaller and a JPEG, as the app of Telegram does before it sends one.
 * Throws InvalidStateError if the browser cannot read the picture.
 */
export async function asPhoto(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  );
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff"; // what was transparent would come out black
  brush.fillRect(0, 0, width, height);
  brush.drawImage(picture, 0, 0, width, height);
  return asJpeg(canvas, file.name.replace(/\.\w+$/, ".jpg"));
}

async function asJpeg(canvas, name) {
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
  return new File([blob], name, { type: "image/jpeg" });
}

function drawShelf(brush, floor) {
  let left = 24;
  while (left < WIDTH - 70) left += drawBook(brush, left, floor - 22);
  brush.fillStyle = "#7a5a3a";
  brush.fillRect(0, floor - 22, WIDTH, 16);
}

function drawBook(brush, left, floor) {
  const width = 26 + Math.random() * 34;
  const height = 130 + Math.random() * 66;
  brush.fillStyle = SPINES[Math.floor(Math.random() * SPINES.length)];
  brush.fillRect(left, floor - height, width, height);
  brush.fillStyle = "rgba(255, 250, 235, 0.75)";
  brush.fillRect(left + 5, floor - height + 24, width - 10, 6);
  brush.fillRect(left + 5, floor - 40, width - 10, 14);
  return width + 3;
}
