// What can be attached to a message: photos, files, a voice, a place, a contact, a sample photo.

import { openMenu } from "./menu.js";
import { samplePhoto } from "./pictures.js";
import { el } from "./dom.js";
import { t } from "./words.js";

/** Offer everything that can be attached; `owner` does it. */
export function offerAttachments(anchor, owner) {
  openMenu(anchor, t("write.attach"), [
    {
      name: "photo",
      label: t("attach.photo"),
      act: () => pick("image/*", (files) => owner.sendFiles(files, true)),
    },
    {
      name: "file",
      label: t("attach.document"),
      act: () => pick("", (files) => owner.sendFiles(files, false)),
    },
    { name: "pin", label: t("attach.location"), act: () => owner.sendPlace() },
    { name: "person", label: t("attach.contact"), act: () => owner.sendContact() },
    {
      name: "voice",
      label: t("attach.voice"),
      act: () => pick("audio/*,.oga,.ogg", ([file]) => owner.sendVoice(file)),
    },
    {
      name: "sparkle",
      label: t("attach.sample"),
      act: async () => owner.sendFiles([await samplePhoto()], true),
    },
  ]);
}

function pick(accept, take) {
  const input = el("input", { type: "file", accept, multiple: !accept.startsWith("audio") });
  input.addEventListener("change", () => input.files.length && take([...input.files]));
  input.click();
}
