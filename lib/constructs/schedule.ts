import type { Construct } from 'constructs';
import { Cron } from 'croner';
import { report } from './report';

/** Months and days of the week by name; what else has letters is an extension that Kubernetes does not know. */
const names = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)\b/gi;

/**
 * Reports a schedule that Kubernetes' parser does not take.
 *
 * @param fields - 5 for a CronJob; 6 where an operator has seconds first
 * @see https://pkg.go.dev/github.com/robfig/cron/v3
 */
export function checkSchedule(scope: Construct, schedule: string, fields: 5 | 6 = 5): void {
  const fault = scheduleFault(String(schedule), fields);
  if (!fault) return;
  const example = fields === 5 ? '`0 2 * * *`' : '`0 0 2 * * *`';
  const fix = `write ${fields} fields, for example ${example} for 02:00 UTC every day`;
  report(scope, 'invalid-schedule', `schedule '${schedule}' is no cron expression: ${fault}`, fix);
}

function scheduleFault(schedule: string, fields: 5 | 6): string | undefined {
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== fields) return `it has ${parts.length} fields, expected ${fields}`;
  if (!/^[\d\s*,/-]+$/.test(schedule.replaceAll(names, '0'))) return 'only digits, names, * , - and / are known';
  if (parts.at(-1)?.match(/(?<!\/)7/)) return 'Sunday is 0, not 7';
  try {
    new Cron(schedule, { paused: true });
  } catch (cause) {
    return (cause as Error).message;
  }
  return undefined;
}
