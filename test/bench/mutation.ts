export async function mutation() {
  return []
}
