/** A folder in S3. */
export interface ObjectFolder {
  readonly bucket: string;
  /** Path in the bucket, without `/` at its ends. */
  readonly path: string;
}

/** Where the containers of one pod hand a dump to each other. */
export const scratchPath = '/scratch';

/** Dumps a database, and proves that the dump can be read before it is compressed: pg_restore reads no .gz. */
export function dumpScript(database: string): string {
  return `dump="${scratchPath}/${database}_$(date -u +%Y%m%d_%H%M%S).dump"
pg_dump --format=custom --file="$dump"
pg_restore --list "$dump" > /dev/null
gzip "$dump"
`;
}

/** Copies the dump to S3, then removes dumps that are older than they are kept. */
export function shipScript(folder: ObjectFolder, database: string, retentionDays: number): string {
  const { bucket, path } = folder;
  return `aws s3 cp ${scratchPath}/${database}_*.dump.gz "s3://${bucket}/${path}/"
oldest="$(date -u -d "${retentionDays} days ago" +%Y-%m-%dT%H:%M:%SZ)"
${listDumps(folder, database, "Contents[?LastModified<'$oldest'].[Key]")} |
while read -r key; do
  if ${isDump(folder, database)}; then aws s3 rm "s3://${bucket}/$key"; fi
done
`;
}

/** Fetches the dump that the variable DUMP names, or the newest one. */
export function fetchScript(folder: ObjectFolder, database: string): string {
  const { bucket, path } = folder;
  return `if [ -z "\${DUMP:-}" ]; then
  DUMP="$(${listDumps(folder, database, 'Contents[].[Key]')} |
    while read -r key; do
      if ${isDump(folder, database)}; then echo "\${key##*/}"; fi
    done | sort | tail -n 1)"
fi
if [ -z "$DUMP" ]; then echo "no dump of ${database} in s3://${bucket}/${path}/" >&2; exit 1; fi
aws s3 cp "s3://${bucket}/${path}/$DUMP" ${scratchPath}/restore.dump.gz
`;
}

function listDumps({ bucket, path }: ObjectFolder, database: string, query: string): string {
  const objects = `--bucket "${bucket}" --prefix "${path}/${database}_"`;
  return `aws s3api list-objects-v2 ${objects} --query "${query}" --output text`;
}

/** A prefix is not enough: that of the database `shop` is one of `shop_audit` too. */
function isDump({ path }: ObjectFolder, database: string): string {
  return `[[ "$key" == "${path}/${database}_"+([0-9])_+([0-9]).dump.gz ]]`;
}

/**
 * Replaces the content of the database by the dump: all of it, or nothing when anything fails. Extensions stay as they
 * are: they belong to the superuser.
 */
export const restoreScript = `gunzip ${scratchPath}/restore.dump.gz
pg_restore --list ${scratchPath}/restore.dump | grep -v ' EXTENSION ' > ${scratchPath}/restore.list
pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error \\
  --use-list=${scratchPath}/restore.list --dbname="$PGDATABASE" ${scratchPath}/restore.dump
`;
