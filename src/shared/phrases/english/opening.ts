/** What keeps the data folder from being used, or was mended in it at the start. {{folder}} is the data folder. */
export const opening = {
  folderNotWritable:
    "The data folder {{folder}} cannot be written ({{code}}). Check that its disk is connected and that this user may write there, or choose another folder.",
  folderElsewhere:
    "The data folder {{folder}} is on another computer. A database that is reached over the network can be destroyed. Choose a folder on a disk of this computer.",
  folderFull:
    "The disk that holds the data folder {{folder}} is full. Free at least {{megabytes}} MB, or choose a folder on another disk.",
  logNotWritable:
    "The log in {{folder}} cannot be written ({{code}}); everything else goes on without it. Allow the account that runs Plate Courier to write there, and start it again.",
  inUse:
    "The data folder {{folder}} is in use by another Plate Courier. Two programs must not write the same folder. Stop the other one, or start this one with another data folder.",
  inUseBy:
    "The data folder {{folder}} is in use by another Plate Courier (process {{pid}}). Two programs must not write the same folder. Stop the other one, or start this one with another data folder.",
  newer:
    "The database {{file}} was written by a newer Plate Courier: it has version {{found}}, this program knows version {{known}}. Nothing was changed. Install the newer program again, or start with another data folder.",
  older:
    "The database {{file}} has version {{found}}, this program reads version {{known}}. Start Plate Courier once to upgrade it.",
  noDatabase: "There is no Plate Courier database in {{folder}}. Check the folder, or start Plate Courier with it once.",
  notCopied:
    "The database must be upgraded, but it could not be copied to {{folder}} first. Nothing was changed. Check that the folder can be written and that the disk has room for another copy of the database, then start again.",
} as const;
