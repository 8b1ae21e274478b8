// One file, sent in pieces: after a lost line, or when it is chosen again, it goes on where it stopped.
const PIECE = 512 * 1024;
const PATIENCE = [1000, 2000, 4000, 8000, 15000, 30000]; // between one try and the next; then a person presses again

// What the server says of the file at last; nothing when the line stays lost. `came` and `lost` hear the part that is there;
// `beside` is what else is said of the file.
export async function inPieces(address, token, file, { came, lost, beside = {} }) {
  let offset = 0;
  let tries = 0;
  for (;;) {
    const told = await send(`${address}/phan`, token, file, offset, came, beside);
    if (told && !("came" in told)) {
      return told;
    }
    if (told) {
      tries = 0;
      offset = told.came; // what the server has, whatever we believed
      came(offset / file.size);
    } else if (tries < PATIENCE.length) {
      lost(offset / file.size);
      await waiting(PATIENCE[tries]);
      tries += 1;
    } else {
      return null;
    }
  }
}

// The line is tried again after a while, or as soon as the browser says that it is back.
function waiting(milliseconds) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
  });
}

function send(address, token, file, offset, came, beside) {
  const data = new FormData();
  for (const [name, value] of Object.entries(beside)) {
    data.set(name, value);
  }
  data.set("csrf_token", token);
  data.set("name", file.name);
  data.set("size", file.size);
  data.set("mark", file.lastModified);
  data.set("offset", offset);
  data.set("piece", file.slice(offset, offset + PIECE), "piece"); // its name goes once, beside it
  const request = new XMLHttpRequest(); // fetch does not tell how far it is
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      came(Math.min(1, (offset + (PIECE * event.loaded) / event.total) / file.size));
    }
  });
  request.open("POST", address);
  request.setRequestHeader("Accept", "application/json");
  request.responseType = "json";
  return new Promise((resolve) => {
    request.addEventListener("loadend", () => resolve(request.response));
    request.send(data);
  });
}
