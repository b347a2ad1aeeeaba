import * as tools from '#features/tools/index.ts'
import { making, route, type Route } from './route.ts'

const one = '/v1/tool-servers/:toolServerId'

/** Servers outside whose tools agents may be given. */
export const toolsRoutes: readonly Route[] = [
  route('GET', '/v1/tool-servers', tools.listToolServers, 'List tool servers'),
  making('/v1/tool-servers', tools.createToolServer, 'Add a tool server'),
  route('GET', one, tools.readToolServer, 'Read a tool server and its tools'),
  route('PATCH', one, tools.changeToolServer, 'Change, suspend or resume a tool server'),
  route('DELETE', one, tools.deleteToolServer, 'Remove a tool server'),
  route('POST', `${one}/sync`, tools.syncToolServer, 'Look what a tool server offers now'),
  route('POST', `${one}/approve`, tools.approveServerTools, 'Approve new or changed tools'),
  route('GET', `${one}/resources`, tools.listServerResources, 'List what a tool server has to read'),
  route('POST', `${one}/read-resource`, tools.readServerResource, 'Read something that a tool server has'),
  route('GET', `${one}/prompts`, tools.listServerPrompts, 'List what a tool server proposes to say'),
  route('POST', `${one}/fill-prompt`, tools.fillServerPrompt, 'Fill in what a tool server proposes to say'),
  route('POST', `${one}/headers`, tools.setOwnHeaders, 'Give a tool server headers of one’s own'),
  route('POST', `${one}/sign-in`, tools.beginToolSignIn, 'Begin to sign in to a tool server'),
  route('POST', '/v1/tool-sign-ins', tools.finishToolSignIn, 'Come back from signing in to a tool server'),
  route('POST', `${one}/sign-out`, tools.signOutOfToolServer, 'Forget what a tool server is shown'),
]
