/** What is made once for a running govcast, and shared by all who ask in its process: a kept answer, or several. */
export function onceFor<House extends { acting: object }, T>(make: (house: House) => T): (house: House) => T {
  const made = new WeakMap<House['acting'], { of: T }>();
  return (house) => {
    const known = made.get(house.acting) ?? { of: make(house) };
    made.set(house.acting, known);
    return known.of;
  };
}
