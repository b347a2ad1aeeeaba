/** Words about tools that an agent uses, and what it must ask for; fetched when one was used. */
export const consentEn = {
  runs: 'Running',
  done: 'Done',
  failed: 'Failed',
  pending: 'Waiting for approval',
  approved: 'Approved',
  denied: 'Declined',
  expired: 'Nobody decided in time',
  void: 'Not needed any more',
  by: (state: string, name: string) => `${state} by ${name}`,
  tool: (name: string, state: string) => `Tool ${name}: ${state}`,
  asked: 'With',
  got: 'Result',
  nothing: 'nothing',
  wants: (name: string) => `May the agent use ${name}?`,
  exactly: 'It will be called with exactly this:',
  tainted: 'It was asked for after text from outside had been read, which may have put it up to it.',
  until: (date: string) => `Until ${date}`,
  othersDecide: 'Somebody at the desk decides this.',
  approve: 'Approve',
  decline: 'Decline',
  always: 'Always in this conversation',
}

export type ConsentWords = typeof consentEn
