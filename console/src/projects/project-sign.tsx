import type { Project, ProjectIcon } from '#contract/shapes/project.ts'
import {
  BookIcon,
  ChartIcon,
  ClockIcon,
  ContactsIcon,
  FolderIcon,
  HouseIcon,
  type IconProps,
  ImageIcon,
  LanguageIcon,
  TalkIcon,
  ThoughtIcon,
  ToolIcon,
  WebIcon,
} from '../look/icons.tsx'
import own from './projects.module.css'

export const projectIcons: Record<ProjectIcon, (props: IconProps) => React.ReactNode> = {
  folder: FolderIcon,
  book: BookIcon,
  bulb: ThoughtIcon,
  chart: ChartIcon,
  clock: ClockIcon,
  globe: WebIcon,
  house: HouseIcon,
  language: LanguageIcon,
  people: ContactsIcon,
  picture: ImageIcon,
  talk: TalkIcon,
  tool: ToolIcon,
}

/** The sign of a project in its colour. */
export function ProjectSign({
  project: { icon, color },
  size,
}: {
  project: Pick<Project, 'icon' | 'color'>
  size: number
}) {
  const Icon = projectIcons[icon ?? 'folder']
  return (
    <span className={own.sign} style={color ? { color } : undefined}>
      <Icon size={size} />
    </span>
  )
}
