/** What the companion apps send when a person answers the text input of a notification. */
import type { NotificationData } from "../home-assistant.ts";

/**
 * ios and android name the button by its id, as the apps' documentation says. Which versions name it "REPLY" instead is not sure: then
 * the iPhone tells by action_data which notification it was, the Android phone by the notification's own fields.
 */
export const phoneForms = ["ios", "ios-reply", "android", "android-reply"] as const;
export type PhoneForm = (typeof phoneForms)[number];

export const replyEvent = "mobile_app_notification_action";

/** The event's data; null where the notification has no text input. */
export function replyOf({ tag, actions, action_data }: NotificationData, form: PhoneForm, text: string) {
  const [first] = actions ?? [];
  if (first?.behavior !== "textInput") return null;
  const action = form.endsWith("-reply") ? "REPLY" : first.action;
  if (form.startsWith("ios")) return { action, reply_text: text, action_data, sourceDeviceName: "Ann's iPhone" };
  return { action, reply_text: text, tag, action_1_key: first.action, action_1_title: first.title, device_id: "pixel" };
}
