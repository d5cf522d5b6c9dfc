/** What the store has in the data folder. */

/** The database. */
export const databaseName = "plate-courier.db";
/** The folder that holds the images. */
export const imageFolderName = "images";
