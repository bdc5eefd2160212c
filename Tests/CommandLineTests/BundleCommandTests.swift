import Foundation
import JSON
import Testing
import TestSupport

@Suite("The bundle commands")
struct BundleCommandTests {
  let folder: TemporaryFolder
  let bundle: String
  let key: String

  /// A bundle of a sample, and a pair of keys.
  init() throws {
    folder = try TemporaryFolder()
    bundle = folder.file("sample.bundle").path
    key = folder.file("release").path
    #expect(try Tool.run("build", "samples/sms-retry", "-o", bundle).status == 0)
    #expect(try Tool.run("bundle", "keygen", "-o", key).status == 0)
  }

  @Test("show gives the overview as text and as JSON")
  func show() throws {
    let shown = try Tool.run("bundle", "show", bundle)
    #expect(shown.status == 0)
    let size = try JSONValue(parsing: Tool.run("bundle", "show", bundle, "--format", "json").output)
    let files = try #require(size["files"]?.array)
    let total = files.reduce(0) { $0 + ($1["size"]?.int ?? 0) }
    #expect(
      shown.output == """
        Bundle of bpmnc 0.1.0 for Camunda 8.9.0
        \(files.count) files, \(total) bytes
        not signed

        Processes
          ID         NAME              FILE            NOTE
          sms-retry  SMS with retries  sms-retry.bpmn

        Secrets
          NAME
          TWILIO_ACCOUNT_SID
          TWILIO_AUTH_TOKEN

        Element templates
          NAME                       VERSION  ID
          Twilio Outbound Connector  8        io.camunda.connectors.Twilio.v1

        """)
    #expect(size["version"] == 1 && size["signature"]?.isNull == true)
    #expect(size["secrets"]?.array?.count == 2)
  }

  @Test("verify gives 0 for an intact bundle, 1 with the reason for another, 2 for none")
  func verify() throws {
    let intact = try Tool.run("bundle", "verify", bundle)
    #expect(intact.status == 0 && intact.output.hasSuffix("4 files, not signed\n"))
    let unsigned = try Tool.run("bundle", "verify", bundle, "--key", "\(key).pub")
    #expect(unsigned.status == 1)
    #expect(unsigned.errors == "bpmnc: \(bundle): the bundle is not signed\n")
    var bytes = try Data(contentsOf: URL(filePath: bundle))
    bytes[100] ^= 1
    let damaged = folder.file("damaged.bundle")
    try bytes.write(to: damaged)
    let refused = try Tool.run("bundle", "verify", damaged.path)
    #expect(refused.status == 1 && refused.errors.contains("checksum"))
    #expect(try Tool.run("webhooks", damaged.path).status == 1)
    #expect(try Tool.run("bundle", "verify", "README.md").errors.contains("is not a bundle"))
    #expect(try Tool.run("bundle", "verify", "no-such.bundle").status == 2)
    #expect(try Tool.run("bundle", "verify").status == 64)
  }

  @Test("sign puts a signature into the bundle that verify finds with the right key only")
  func sign() throws {
    let signed = folder.file("signed.bundle").path
    #expect(try Tool.run("bundle", "sign", bundle, "--key", "\(key).key", "-o", signed).status == 0)
    #expect(try Tool.run("bundle", "verify", bundle).output.contains("not signed"))
    let verified = try Tool.run("bundle", "verify", signed, "--key", "\(key).pub")
    #expect(verified.status == 0 && verified.output.contains("signed with"))
    #expect(try Tool.run("bundle", "verify", signed).output.contains("signer not verified"))
    let other = folder.file("other").path
    #expect(try Tool.run("bundle", "keygen", "-o", other).status == 0)
    let wrong = try Tool.run("bundle", "verify", signed, "--key", "\(other).pub")
    #expect(wrong.status == 1 && wrong.errors.contains("signed with another key"))
    #expect(try Tool.run("bundle", "diff", bundle, signed).status == 0)
    // In place, and again with the other key.
    #expect(try Tool.run("bundle", "sign", signed, "--key", "\(other).key").status == 0)
    #expect(try Tool.run("bundle", "verify", signed, "--key", "\(other).pub").status == 0)
    let noKey = try Tool.run("bundle", "sign", bundle, "--key", "\(key).pub")
    #expect(noKey.status == 2 && noKey.errors.contains("not an Ed25519 private key"))
  }

  @Test("sign reads a key from standard input")
  func signWithPipedKey() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: "\(key).key")), as: UTF8.self)
    #expect(try Tool.run("bundle", "sign", bundle, "--key", "-", input: text).status == 0)
    #expect(try Tool.run("bundle", "verify", bundle, "--key", "\(key).pub").status == 0)
  }

  @Test("sign decrypts a key with a passphrase from a file, standard input or the terminal")
  func signWithEncryptedKey() throws {
    func shell(_ script: String) throws -> Tool.Outcome {
      try Tool.shell(script, in: folder.url)
    }
    let made = try shell(
      """
      printf 'open sésame\\nmore\\n' > word; printf 'Open sesame' > wrong
      openssl pkcs8 -topk8 -in release.key -v2 aes-256-cbc -passout file:word -out encrypted.key
      """)
    #expect(made.status == 0, "\(made.errors)")
    let sign = "bpmnc bundle sign sample.bundle --key encrypted.key"
    let typed = "(sleep 1; printf 'open séx\\177same\\n'; sleep 1)"
    for script in [
      "\(sign) --passphrase-file word", "\(sign) --passphrase-file - < word",
      "bpmnc bundle sign sample.bundle --key - --passphrase-file word < encrypted.key",
      "\(typed) | script -qec '\(sign)' /dev/null",
    ] {
      let signed = try shell(script)
      #expect(signed.status == 0 && !signed.output.contains("same"), "\(script) \(signed)")
      #expect(try Tool.run("bundle", "verify", bundle, "--key", "\(key).pub").status == 0)
      #expect(try Tool.run("build", "samples/sms-retry", "-o", bundle).status == 0)
    }
    for (script, reason) in [
      ("\(sign) --passphrase-file wrong", "the passphrase is wrong"),
      ("\(sign) --passphrase-file none", "none: no such file"),
      ("setsid -w \(sign) < word", "without a terminal, give its passphrase"),
      ("(sleep 1; printf 'abc\\003'; sleep 1) | script -qec '\(sign)' /dev/null", "no passphrase"),
    ] {
      let refused = try shell(script)
      #expect(refused.status == 2, "\(script)")
      #expect((refused.output + refused.errors).contains(reason), "\(script) \(refused)")
    }
    #expect(try shell("bpmnc bundle sign a --key - --passphrase-file -").status == 64)
  }

  @Test("keygen keeps the private key to its owner and overwrites nothing")
  func keygen() throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(key).key")
    #expect((attributes[.posixPermissions] as? Int) == 0o600)
    let before = try Data(contentsOf: URL(filePath: "\(key).key"))
    let again = try Tool.run("bundle", "keygen", "-o", key)
    #expect(again.status == 2)
    #expect(again.errors == "bpmnc: \(key).key already exists and was not overwritten\n")
    #expect(try Data(contentsOf: URL(filePath: "\(key).key")) == before)
    try FileManager.default.removeItem(atPath: "\(key).key")
    #expect(try Tool.run("bundle", "keygen", "-o", key).status == 2)
    #expect(!FileManager.default.fileExists(atPath: "\(key).key"))
  }

  @Test("diff gives 0 for the same, 1 for other, 2 for what is no bundle")
  func diff() throws {
    let source = Cases.packageFolder.appending(path: "samples/sms-retry/sms-retry.bpmn")
    let text = String(decoding: try Data(contentsOf: source), as: UTF8.self)
    let changed = folder.file("sms-retry.bpmn")
    try Data(text.replacing("name=\"Send SMS\"", with: "name=\"Send text\"").utf8).write(
      to: changed)
    let other = folder.file("other.bundle").path
    #expect(try Tool.run("build", changed.path, "-o", other).status == 0)
    #expect(try Tool.run("bundle", "diff", bundle, bundle).status == 0)
    let outcome = try Tool.run("bundle", "diff", bundle, other)
    #expect(outcome.status == 1)
    #expect(
      outcome.output == """
        Processes
          changed  sms-retry "SMS with retries" (sms-retry.bpmn)
                   changed  service task "Send text"
                            label: "Send SMS" → "Send text"

        """)
    let json = try JSONValue(
      parsing: Tool.run("bundle", "diff", bundle, other, "--format", "json").output)
    #expect(json["processes"]?[0]?["elements"]?[0]?["details"]?[0]?["new"] == "Send text")
    #expect(try Tool.run("bundle", "diff", bundle, "README.md").status == 2)
    #expect(try Tool.run("bundle", "diff", bundle).status == 64)
  }
}

@Suite("Building bundles")
struct BuildCommandTests {
  static let caller = """
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
        xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
      <bpmn:process id="main" isExecutable="true">
        <bpmn:startEvent id="start" name="Start"><bpmn:outgoing>f</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f" sourceRef="start" targetRef="pay"/>
        <bpmn:callActivity id="pay" name="Pay">
          <bpmn:extensionElements>
            <zeebe:calledElement processId="payment" propagateAllChildVariables="false"/>
          </bpmn:extensionElements>
          <bpmn:incoming>f</bpmn:incoming><bpmn:outgoing>g</bpmn:outgoing>
        </bpmn:callActivity>
        <bpmn:sequenceFlow id="g" sourceRef="pay" targetRef="end"/>
        <bpmn:endEvent id="end" name="Done"><bpmn:incoming>g</bpmn:incoming></bpmn:endEvent>
      </bpmn:process>
    </bpmn:definitions>
    """

  @Test("a called process must be there or be declared external; nothing is written else")
  func closure() throws {
    let folder = try TemporaryFolder()
    try Data(Self.caller.utf8).write(to: folder.file("main.bpmn"))
    let output = folder.file("out.bundle").path
    let refused = try Tool.run("build", folder.path, "-o", output)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("main.bpmn:8:41: error: \"Pay\" calls the process 'payment'"))
    #expect(!FileManager.default.fileExists(atPath: output))
    try Data("version: 1\nexternal:\n  processes: [payment]\n".utf8)
      .write(to: folder.file("bpmnc.yaml"))
    let built = try Tool.run("build", folder.path, "-o", output)
    #expect(built.status == 0, "\(built.errors)")
  }

  @Test("the bytes do not depend on folder, time zone, locale and environment")
  func reproducible() throws {
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    let samples = Cases.packageFolder.appending(path: "samples")
    try FileManager.default.copyItem(at: samples, to: other.file("elsewhere"))
    let outputs = (one.file("a").path, other.file("b").path)
    #expect(try Tool.run("build", "samples", "-o", outputs.0).status == 0)
    let second = try Tool.run(
      "build", other.file("elsewhere").path + "/", "-o", outputs.1,
      environment: ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"])
    #expect(second.status == 0)
    #expect(
      try Data(contentsOf: URL(filePath: outputs.0)) == Data(contentsOf: URL(filePath: outputs.1)))
  }

  @Test("--environment takes the URLs of an environment, and refuses one that is not there")
  func environment() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: Cases.packageFolder.appending(path: "samples/sms-conversation/sms-conversation.bpmn"),
      to: folder.file("sms-conversation.bpmn"))
    try Data(
      "version: 1\nenvironments:\n  live:\n    kind: bpmnc\n    base-url: https://shop.example\n"
        .utf8
    ).write(to: folder.file("bpmnc.yaml"))
    let output = folder.file("out.bundle").path
    let built = try Tool.run("build", folder.path, "-o", output, "--environment", "live")
    #expect(built.status == 0, "\(built.errors)")
    let shown = try Tool.run("bundle", "show", output).output
    #expect(shown.contains(", environment live\n"))
    #expect(shown.contains("https://shop.example/inbound/"))
    let unknown = try Tool.run("build", folder.path, "-o", output, "--environment", "test")
    #expect(unknown.status == 64 && unknown.errors.contains("'test'"))
  }

  @Test("files that tasks link are in the bundle")
  func linked() throws {
    let folder = try TemporaryFolder()
    let task = """
      <bpmn:serviceTask id="pay" name="Pay"><bpmn:extensionElements>
      <zeebe:taskDefinition type="robot"/>
      <zeebe:linkedResources><zeebe:linkedResource resourceId="clean" resourceType="script" linkName="s"/>
      </zeebe:linkedResources></bpmn:extensionElements>
      """
    let text = Self.caller
      .replacing(#/<bpmn:callActivity(.|\n)*?<\/bpmn:extensionElements>/#, with: task)
      .replacing("</bpmn:callActivity>", with: "</bpmn:serviceTask>")
    try Data(text.utf8).write(to: folder.file("main.bpmn"))
    let output = folder.file("out.bundle").path
    #expect(try Tool.run("build", folder.path, "-o", output).status == 1)
    try Data("tidy".utf8).write(to: folder.file("clean.py"))
    try Data("not meant".utf8).write(to: folder.file("other.py"))
    let built = try Tool.run("build", folder.path, "-o", output)
    #expect(built.status == 0, "\(built.errors)")
    let shown = try JSONValue(
      parsing: Tool.run("bundle", "show", output, "--format", "json").output)
    #expect(shown["linkedResources"] == ["clean.py"])
  }
}
