export function LawsRoom() {
  return null;
}
