/** Messages about tools that an agent uses, and what it must ask for; fetched when one was used. */
export const consentEn = {
  runs: 'Running',
  done: 'Done',
  failed: 'Failed',
  pending: 'Waiting for approval',
  approved: 'Approved',
  denied: 'Declined',
  expired: 'Expired',
  void: 'No longer needed',
  by: (state: string, name: string) => `${state} by ${name}`,
  tool: (name: string, state: string) => `Tool ${name}: ${state}`,
  asked: 'Arguments',
  got: 'Result',
  nothing: 'nothing',
  wants: (name: string) => `Allow the agent to use ${name}?`,
  exactly: 'It will be called with:',
  tainted: 'It was asked for after text from outside had been read, which may have put it up to it.',
  until: (date: string) => `Until ${date}`,
  othersDecide: 'An operator decides this.',
  approve: 'Approve',
  decline: 'Decline',
  always: 'Always allow in this conversation',
}

export type ConsentMessages = typeof consentEn
