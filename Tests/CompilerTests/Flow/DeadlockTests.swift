import Testing

@Suite("flow/deadlock")
struct DeadlockTests {
  private func marks(_ lines: String) -> [String] {
    Finding.marks(of: "flow/deadlock", in: FlowDiagram.process(lines))
  }

  @Test(
    "finds parallel joins that never get all their tokens",
    arguments: [
      // The branches of an exclusive gateway.
      """
      start s
      xor x
      user a
      1️⃣and j
      s -> x -> a -> j
      x -> j
      """,
      // The same behind a block that is well built.
      """
      start s
      and f
      and g
      xor x
      1️⃣and j
      s -> f -> g -> x -> j
      f -> g
      user a
      x -> a -> j
      """,
      // The way back of a loop.
      """
      start s
      1️⃣and j
      xor x
      end e
      s -> j -> x -> e
      x -> j
      """,
      // A flow from an element that is never reached.
      """
      start s
      user lost
      1️⃣and j
      s -> j
      lost -> j
      """,
      // After an error the normal way is not taken.
      """
      start s
      user a
      error b attachedToRef="a"
      1️⃣and j
      s -> a -> j
      b -> j
      """,
      // Two start events of which one begins the instance.
      """
      start s
      start t
      1️⃣and j
      s -> j
      t -> j
      """,
      // A branch of a parallel split that ends by itself does not help.
      """
      start s
      and f
      end e
      xor x
      1️⃣and j
      s -> f -> e
      f -> x -> j
      user a
      x -> a -> j
      """,
    ])
  func dead(lines: String) {
    #expect(marks(lines) == ["1️⃣"])
  }

  @Test(
    "is silent where the tokens arrive, or may",
    arguments: [
      "start s\nand f\nand j\ns -> f -> j\nf -> j",
      // A split without a gateway.
      "start s\nuser a\nand j\ns -> a -> j\nuser b\na -> b -> j",
      // An inclusive gateway may take both.
      "start s\nor x\nand j\ns -> x -> j\nuser a\nx -> a -> j",
      // The event on the border may happen beside the task.
      """
      start s
      user a
      error b attachedToRef="a" cancelActivity="false"
      and j
      s -> a -> j
      b -> j
      """,
      // Two tokens come to the exclusive gateway.
      """
      start s
      and f
      xor m
      xor x
      and j
      s -> f -> m -> x -> j
      f -> m
      user a
      x -> a -> j
      """,
      // A loop inside a branch, and a choice that is joined again.
      """
      start s
      and f
      xor l
      xor x
      xor y
      and j
      s -> f -> l -> x -> y -> j
      x -> l
      x -> y
      f -> j
      """,
    ])
  func alive(lines: String) {
    #expect(marks(lines) == [])
  }

  @Test("looks into sub-processes, but not into ad-hoc ones")
  func scopes() {
    let content = """
      <bpmn:startEvent id="b"/>
      xor x
      1️⃣and j
      b -> x -> j
      user a
      x -> a -> j
      """
    let inner = FlowDiagram.content(content)
    #expect(
      marks("start s\n<bpmn:subProcess id=\"sub\">\n\(inner)\n</bpmn:subProcess>\ns -> sub") == [
        "1️⃣"
      ])
    #expect(
      marks(
        "start s\n<bpmn:adHocSubProcess id=\"sub\">\n\(inner)\n</bpmn:adHocSubProcess>\ns -> sub")
        == [])
  }
}

@Suite("flow/stuck-join")
struct StuckJoinTests {
  private func marks(_ lines: String) -> [String] {
    Finding.marks(of: "flow/stuck-join", in: FlowDiagram.process(lines))
  }

  private static let branches = """
    start s
    and f
    user a
    xor x
    1️⃣and j
    s -> f -> a -> x -> j
    user b
    f -> b -> j
    """

  @Test("finds a branch that may end before the join, at a gateway or after an error")
  func ends() {
    #expect(marks(Self.branches + "\nend e\nx -> e") == ["1️⃣"])
    #expect(marks(Self.branches + "\nerror c attachedToRef=\"a\"\nend e\nc -> e") == ["1️⃣"])
  }

  @Test("is silent where the end is the end of the other branches too, or may become it")
  func interrupted() {
    #expect(marks(Self.branches + "\nterminate e\nx -> e") == [])
    #expect(
      marks(
        Self.branches + """

          end e
          x -> e
          <bpmn:subProcess id="event" triggeredByEvent="true"><bpmn:startEvent id="begin"><bpmn:timerEventDefinition/></bpmn:startEvent></bpmn:subProcess>
          """) == [])
  }

  @Test("is silent where another round may bring the token")
  func loops() {
    #expect(
      marks(
        """
        start s
        xor l
        and f
        xor x
        and j
        end e
        s -> l -> f -> x -> j
        f -> j
        f -> l
        x -> e
        """) == [])
  }
}
