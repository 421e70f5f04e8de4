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
export function shipScript({ bucket, path }: ObjectFolder, database: string, retentionDays: number): string {
  return `aws s3 cp ${scratchPath} "s3://${bucket}/${path}/" --recursive --exclude "*" --include "${database}_*.dump.gz"
oldest="$(date -u -d "${retentionDays} days ago" +%Y-%m-%dT%H:%M:%SZ)"
aws s3api list-objects-v2 --bucket "${bucket}" --prefix "${path}/${database}_" \\
  --query "Contents[?LastModified<'$oldest'].[Key]" --output text |
while read -r key; do
  if [ "$key" != None ]; then aws s3 rm "s3://${bucket}/$key"; fi
done
`;
}

/** Fetches the dump that the variable DUMP names, or the newest one. */
export function fetchScript({ bucket, path }: ObjectFolder, database: string): string {
  return `if [ -z "\${DUMP:-}" ]; then
  DUMP="$(aws s3 ls "s3://${bucket}/${path}/${database}_" | awk '{print $4}' | sort | tail -n 1)"
fi
if [ -z "$DUMP" ]; then echo "no dump of ${database} in s3://${bucket}/${path}/" >&2; exit 1; fi
aws s3 cp "s3://${bucket}/${path}/$DUMP" ${scratchPath}/restore.dump.gz
`;
}

/** Replaces the content of the database by the dump: all of it, or nothing when anything fails. */
export const restoreScript = `gunzip ${scratchPath}/restore.dump.gz
pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error --dbname="$PGDATABASE" ${scratchPath}/restore.dump
`;
