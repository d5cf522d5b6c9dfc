/** What `plate-courier help export` prints. */
export const exportHelp = `plate-courier export reads|deliveries|events [options]

  --data-dir D        folder of settings, database and images
  --format F          jsonl (default), csv, or zip: reads.csv with all images
  --output FILE       write a file instead of printing; it is there whole or not at all, and .csv or .zip says the format
  --excel             CSV begins with a byte order mark, as Excel wants it

Which, as in the console's History. Of an option that is repeated any will do; "" is what the recogniser did not tell:
  --search S          a saved search by name, or the address of the console's History; other options replace parts of it
  --plate P           this plate; * and ? stand for any letters, one letter
  --part              P is a part of the plate
  --alike             characters that look alike stand for each other: 0 for O, 8 for B
  --shown yes|no      with a plate that could be read, or without one
  --camera C          the same for --make, --model, --color, --type and --region (us finds us-ca, too)
  --min-score N       confidence in percent; also --max-score
  --direction A-B     direction of travel in degrees, clockwise, such as 315-45
  --list L            on this plate list; --unlisted: on none
  --destination D     with a delivery to this destination
  --delivery S        with a delivery that is waiting, delivered, failed, filtered, skipped, expired or cancelled
  --since T           received from then on: a time (2026-11-23T12:00:00Z), a day (2026-11-23, local), or an age (30m, 2h, 7d)
  --until T           received before then
  --time S            today, yesterday, day (the last 24 hours), week or month

Deliveries are those of the reads that match, events those with a read that does. The oldest come first. Works while the receiver
runs. Times are UTC.`;
