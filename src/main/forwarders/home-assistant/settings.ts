import { isAbsolute } from "node:path";
import { z } from "zod";
import { phrase } from "../../../shared/phrases/phrase.ts";
import type { ForwarderContext } from "../forwarder.ts";
import { certificateField, plateListField, secretField, templateField, timeoutField, urlField } from "../kit/setting-fields.ts";

/** A notification service by its name, with or without the "notify." before it. */
const target = z
  .string()
  .trim()
  .transform((text) => text.replace(/^notify\./, ""))
  .refine((text) => /^[a-z0-9_]{1,100}$/.test(text), {
    message: phrase("homeAssistant.service"),
  });

export const settings = z
  .strictObject({
    url: urlField("Where Home Assistant is, such as http://homeassistant.local:8123."),
    accessToken: secretField(
      "Access token",
      "A long-lived access token of an administrator. Home Assistant makes it in your profile, under Security.",
    ),
    notify: z.array(target).max(50).default([]).meta({
      title: "Notify",
      description: "Notification services that are told of every plate, such as mobile_app_pixel_8.",
      choices: true,
    }),
    message: templateField(
      "Notification text",
      "What the notification says.",
      "Spotted {% if listedName == '' %}plate {{ plate }}{% else %}{{ listedName }}{% endif %}",
    ),
    event: z
      .string()
      .trim()
      .max(64)
      .regex(/^[A-Za-z0-9_]*$/, phrase("homeAssistant.eventName"))
      .default("license_plate_spotted")
      .meta({ title: "Event", description: "Fired for every plate, for your automations. Empty: none is fired." }),
    logbook: z.boolean().default(true).meta({ title: "Logbook", description: "Writes every plate into the logbook." }),
    logbookMessage: templateField("Logbook text", "Stands behind “License plate …” in the logbook.", "was spotted"),
    imageFolder: z
      .string()
      .trim()
      .max(500)
      .default("")
      .refine((text) => text === "" || (isAbsolute(text) && !/\p{Cc}/u.test(text)), {
        message: phrase("homeAssistant.folder"),
      })
      .meta({
        title: "Picture folder",
        description:
          "A folder that Home Assistant serves, such as its config/www/plates over a network share. Pictures for notifications are copied there; the newest 300 stay, for a week at most. Empty: no pictures.",
      }),
    imageUrlBase: z
      .string()
      .trim()
      .max(500)
      .default("/local/plates")
      .refine(isPictureAddress, { message: phrase("homeAssistant.pictureAddress") })
      .transform((text) => text.replace(/\/+$/, ""))
      .meta({
        title: "Picture address",
        description: "Where phones find the picture folder: /local/… is Home Assistant's www folder.",
      }),
    askName: z.boolean().default(false).meta({
      title: "Ask for names",
      description: "Notifications of plates without a name have a button “Save name…”. What is answered goes into a plate list.",
    }),
    nameList: plateListField("Names go to", "The plate list that answered names are saved in. It must be one that is kept here."),
    certificateSha256: certificateField(),
    timeoutS: timeoutField(),
  })
  .superRefine(({ event, notify, logbook, askName, nameList }, context) => {
    if (event === "" && notify.length === 0 && !logbook)
      context.addIssue({
        code: "custom",
        path: ["notify"],
        message: phrase("homeAssistant.nothingToDo"),
      });
    if (askName && nameList === "")
      context.addIssue({ code: "custom", path: ["nameList"], message: phrase("homeAssistant.nameList") });
  });

export type Context = ForwarderContext<z.output<typeof settings>>;

function isPictureAddress(text: string): boolean {
  if (/[?#\s]/.test(text)) return false;
  return /^\/[^/]/.test(text) || (/^https:\/\//i.test(text) && URL.canParse(text));
}
