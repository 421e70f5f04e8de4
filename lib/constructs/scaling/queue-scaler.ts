/** What KEDA needs to ask a queue how long it is. */
export interface QueueTrigger {
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** TriggerAuthentication that holds the credentials. */
  readonly authentication: string;
}

/** A broker whose queues can scale workers; it lets KEDA in when it is asked. */
export interface QueueScaler {
  queueTrigger(queue: string, length: number): QueueTrigger;
}
