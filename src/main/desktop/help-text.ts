/** What `plate-courier --help` prints for the desktop application; `program` is the name of its file. */
export function desktopHelp(program: string): string {
  return `Plate Courier receives license plate webhooks from Plate Recognizer Stream and Snapshot, keeps every one of them, and
delivers them to video management systems and services.

  ${program} [options]                opens the window; its icon is in the notification area
  ${program} --hidden [options]       the same without a window: only the icon
  ${program} --background [options]   receives with neither window nor icon, for whoever attaches (see below)
  ${program} --help | --version

Options
  --data-dir D      folder of settings, database, pictures and log; only on a disk of this computer
  --host H          address to receive webhooks on (default: as in the settings, at first 0.0.0.0)
  --port P          port to receive webhooks on (default: as in the settings, at first 8001; 0 picks a free one)
  --settings F      takes in this file of settings at every start; the same file again changes nothing. A sealed one is
                    opened with the environment's PLATE_COURIER_SETTINGS_PASSPHRASE
  --ready-file F    file that gets { receiver, pid } as JSON, once webhooks are received
  --software-drawing
                    draws the window without the graphics card; Plate Courier starts anew like this by itself when the
                    card's driver fails again and again

The data folder is --data-dir, else the environment variable PLATE_COURIER_DATA, else, where this computer receives
from its start on, Plate Courier in the folder for all users' data (C:\\ProgramData on Windows), else the place that
was chosen in the dialog of an earlier start, else a folder of this user.

The settings file is --settings, else the environment variable PLATE_COURIER_SETTINGS. One that is away or wrong keeps
nothing from starting: Plate Courier runs with the settings that it had, and says what is to be corrected.

Receiving before anybody logs in
  Settings, Desktop, "Receive from the start of the computer" makes a scheduled task that runs this program with
  --background as the account LOCAL SERVICE, and keeps the data in C:\\ProgramData\\Plate Courier. Windows asks an
  administrator once. Whoever logs in and starts Plate Courier sees that one receiver: the window and the icon attach
  to it, and closing them leaves it running. Switching the setting off removes the task and moves the data back.

One data folder has one receiver. A second start by the same user shows the window of the first; any other is refused
and says who holds the folder.`;
}
