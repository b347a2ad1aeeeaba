import { useMantineColorScheme } from '@mantine/core'
import type { ComponentType } from 'react'
import { signOut } from '../console-client.ts'
import { downloadAll } from '../conversations/keep-conversation.ts'
import { useCell } from '../data/cell.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import {
  AgentIcon,
  DownloadIcon,
  type IconProps,
  KeyboardIcon,
  LanguageIcon,
  PaletteIcon,
  PlusIcon,
  SignOutIcon,
} from '../look/icons.tsx'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { useMay } from '../shell/me.ts'
import { rooms } from '../shell/rail.tsx'
import { languages, useSpeech } from '../words/words.tsx'
import { overlay } from './overlay.ts'
import { roomChoices } from './room-choices.ts'
import { keys } from './shortcuts.ts'

/** Something that the palette does. */
export interface Choice {
  label: string
  icon: ComponentType<IconProps>
  act: () => void
  keys?: string
}

/** Everything that needs no search: rooms, agents to talk to, and commands. */
export function useChoices(): { label: string; choices: Choice[] }[] {
  const { words } = useSpeech()
  const may = useMay()
  const { value } = useResource(agents)
  const starts = (value?.items ?? []).map(({ id, name }) => ({
    label: words.palette.startWith(name),
    icon: AgentIcon,
    act: () => navigate(to.newConversation(id)),
  }))
  const fresh = {
    label: words.conversations.fresh,
    icon: PlusIcon,
    keys: keys.fresh,
    act: () => navigate(to.newConversation()),
  }
  const places = rooms
    .filter(({ permission }) => may(permission))
    .map(({ name, href, icon }) => ({ label: words.rooms[name], icon, act: () => navigate(href) }))
  const here = useCell(roomChoices)
  return [
    ...(here ? [here] : []),
    { label: words.palette.start, choices: [fresh, ...starts] },
    { label: words.palette.goTo, choices: places },
    { label: words.palette.commands, choices: useCommands() },
  ]
}

function useCommands(): Choice[] {
  const { words, speak } = useSpeech()
  const { setColorScheme } = useMantineColorScheme()
  const schemes = (['light', 'dark', 'auto'] as const).map((scheme) => ({
    label: words.palette[scheme],
    icon: PaletteIcon,
    act: () => setColorScheme(scheme),
  }))
  const tongues = languages.map(({ value, label }) => ({
    label: words.palette.speak(label),
    icon: LanguageIcon,
    act: () => speak(value),
  }))
  const leave = async () => {
    await signOut()
    navigate(to.signIn)
  }
  return [
    ...schemes,
    ...tongues,
    { label: words.list.downloadAll, icon: DownloadIcon, act: () => void downloadAll(words) },
    {
      label: words.shortcuts.title,
      icon: KeyboardIcon,
      keys: keys.sheet,
      // The palette closes itself after what was chosen, so the next thing opens after that.
      act: () => setTimeout(() => overlay.set('shortcuts')),
    },
    { label: words.access.signOut, icon: SignOutIcon, act: () => void leave() },
  ]
}
