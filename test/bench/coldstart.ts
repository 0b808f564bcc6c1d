export async function coldstart() {
  return []
}
