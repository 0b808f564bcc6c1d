/** Versions of minutes by the names that addresses have for them. */
export interface Version {
  readonly name: string
  readonly number: number
  readonly logNumber: number
}

export class VersionUnknown extends Error {
  override readonly name = 'VersionUnknown'
}

/** `adopted` is the last of its name, `draft-2` the second. @throws VersionUnknown */
export function versionNamed(asked: string, versions: readonly Version[]): Version {
  const [, name, number] = /^([a-z]+)(?:-([1-9]\d{0,4}))?$/.exec(asked) ?? []
  const found = versions.findLast((each) => each.name.toLowerCase() === name && (number === undefined || each.number === Number(number)))
  if (!found) throw new VersionUnknown(asked)
  return found
}
