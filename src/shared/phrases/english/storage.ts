/** What keeps the store from keeping anything: what happened, and what to do about it. {{folder}} is the data folder. */
export const storage = {
  full: "The disk that holds {{folder}} is full.",
  freeSpace: "Free some space, or lower the limits under Settings, Retention.",
  locked: "Another program has locked the database in {{folder}}.",
  closeProgram: "Close the program that has it open, such as a database viewer or a backup.",
  notWritable: "The data folder {{folder}} cannot be written.",
  checkFolder: "Check that the folder is there, that the disk is connected, and that this user may write there.",
  damaged: "The database in {{folder}} is damaged.",
  restore: "Stop the program, keep a copy of the folder, and restore the database from a backup.",
  diskErrors: "The disk that holds {{folder}} reports errors.",
  checkDisk: "Check the disk and its connection.",
  nothing: "Nothing can be stored in {{folder}}.",
  seeLog: "The log file tells more.",
  nothingStored: "Nothing was stored.",
  refusedSince: "Since {{time}} new webhooks are refused; their senders repeat them, and what was received before is safe.",
  goesOn: "Receiving goes on by itself.",
  stopping: "Plate Courier is stopping. Nothing was stored; send it again.",
} as const;
