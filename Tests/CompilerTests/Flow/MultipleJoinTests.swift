import Testing

@Suite("flow/multiple-join")
struct MultipleJoinTests {
  private func marks(_ lines: String) -> [String] {
    Finding.marks(of: "flow/multiple-join", in: FlowDiagram.process(lines))
  }

  @Test(
    "finds what happens once for each branch of a parallel split",
    arguments: [
      "start s\nand f\n1️⃣xor m\nuser a\ns -> f -> m -> a\nf -> m",
      "start s\nand f\nuser a\nuser b\n1️⃣user c\ns -> f -> a -> c\nf -> b -> c",
      // A split without a gateway.
      "start s\nuser t\nuser a\nuser b\n1️⃣xor m\nuser c\ns -> t -> a -> m -> c\nt -> b -> m",
      // With a choice inside a branch.
      """
      start s
      and f
      xor x
      user a
      user b
      xor y
      1️⃣xor m
      user c
      s -> f -> x -> a -> y -> m -> c
      x -> b -> y
      f -> m
      """,
    ])
  func several(lines: String) {
    #expect(marks(lines) == ["1️⃣"])
  }

  @Test(
    "is silent where it happens once, or does no harm",
    arguments: [
      "start s\nand f\nand j\nuser a\ns -> f -> j -> a\nf -> j",
      "start s\nxor f\nxor m\nuser a\ns -> f -> m -> a\nf -> m",
      "start s\nor f\nxor m\nuser a\ns -> f -> m -> a\nf -> m",
      // Both branches end.
      "start s\nand f\nuser a\nuser b\nend e\ns -> f -> a -> e\nf -> b -> e",
      // The first one ends the other.
      "start s\nand f\nuser a\nuser b\nxor m\nterminate e\ns -> f -> a -> m -> e\nf -> b -> m",
      // One of the branches may go elsewhere.
      "start s\nand f\nxor x\nend e\nuser m\ns -> f -> x -> m\nx -> e\nf -> m",
    ])
  func once(lines: String) {
    #expect(marks(lines) == [])
  }
}
