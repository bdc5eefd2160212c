// swift-tools-version: 6.2
import PackageDescription

/// Every target sees its true dependencies only, and says `any` where it means it.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")

let package = Package(
  name: "bpmnc",
  products: [
    .executable(name: "bpmnc", targets: ["bpmnc"]),
    .executable(name: "bpmnc-executor", targets: ["bpmnc-executor"]),
    .library(name: "BPMN", targets: ["BPMN"]),
    .library(name: "ElementTemplates", targets: ["ElementTemplates"]),
    .library(name: "FEEL", targets: ["FEEL"]),
    .library(name: "BPMNCompiler", targets: ["Compiler"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The compiler's side: no server, no database, no full Foundation.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev", "pkg-config"])]),
    .target(name: "Text", swiftSettings: strict),
    .target(name: "Time", dependencies: ["Text"], swiftSettings: strict),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "XML", dependencies: ["CLibXML2", "Diagnostics", "Text"], swiftSettings: strict),
    .target(name: "JSON", dependencies: ["Diagnostics", "Text"], swiftSettings: strict),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev", "pkg-config"])]),
    .target(
      name: "YAML", dependencies: ["CLibYAML", "Diagnostics", "JSON", "Text"], swiftSettings: strict
    ),
    .target(
      name: "Secrets", dependencies: ["Diagnostics", "JSON", "Text", "YAML"], swiftSettings: strict),
    .target(
      name: "FEEL", dependencies: ["Diagnostics", "JSON", "Text", "Time"], swiftSettings: strict),
    .target(name: "BPMN", dependencies: ["Diagnostics", "Text", "XML"], swiftSettings: strict),
    .target(
      name: "ElementTemplates",
      dependencies: ["BPMN", "Diagnostics", "FEEL", "JSON", "Text", "XML"],
      swiftSettings: strict, plugins: ["EmbedTemplates"]),
    .target(
      name: "CBuildCommit",
      cSettings: (Context.environment["BPMNC_COMMIT"] ?? "").isEmpty
        ? [] : [.define("BPMNC_COMMIT", to: Context.environment["BPMNC_COMMIT"])]),
    .target(
      name: "ProjectModel",
      dependencies: [
        "BPMN", "CBuildCommit", "Diagnostics", "FEEL", "JSON", "Secrets", "Text", "XML", "YAML",
      ],
      swiftSettings: strict),
    .target(
      name: "Webhooks",
      dependencies: ["BPMN", "Diagnostics", "FEEL", "JSON", "ProjectModel", "Text", "XML", "YAML"],
      swiftSettings: strict),
    .target(
      name: "SecretReferences",
      dependencies: ["BPMN", "Diagnostics", "JSON", "ProjectModel", "Secrets", "Text", "XML"],
      swiftSettings: strict),
    .target(
      name: "Linting",
      dependencies: [
        "BPMN", "Diagnostics", "ElementTemplates", "FEEL", "JSON", "ProjectModel",
        "SecretReferences", "Text", "Webhooks", "XML",
      ],
      swiftSettings: strict),
    .target(
      name: "LintRules",
      dependencies: [
        "BPMN", "Diagnostics", "ElementTemplates", "FEEL", "JSON", "Linting", "ProjectModel",
        "SecretReferences", "Secrets", "Text", "Time", "Webhooks", "XML",
      ],
      swiftSettings: strict, plugins: ["EmbedRuleDocumentation"]),
    .target(
      name: "Compiler",
      dependencies: [
        "BPMN", "Diagnostics", "ElementTemplates", "JSON", "LintRules", "Linting", "ProjectModel",
        "SecretReferences", "Secrets", "Text", "Webhooks", "YAML",
      ],
      swiftSettings: strict),
    .target(
      name: "Bundles",
      dependencies: [
        "BPMN", "Compiler", "Diagnostics", "ElementTemplates", "JSON", "LintRules", "ProjectModel",
        "SecretReferences", "Text", "Webhooks", "XML", crypto, cryptoExtras,
      ],
      swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: ["Diagnostics", "JSON", "LintRules", "Linting", "ProjectModel", "Text"],
      swiftSettings: strict),
    .target(
      name: "Frontend",
      dependencies: [
        "BPMN", "Bundles", "Compiler", "Diagnostics", "ElementTemplates", "FEEL", "LintRules",
        "Linting", "ProjectModel", "Secrets", "Text", argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bpmnc",
      dependencies: [
        "BPMN", "Bundles", "Compiler", "Diagnostics", "ElementTemplates", "FEEL", "Frontend",
        "JSON", "LintRules", "Linting", "ProjectModel", "Reports", "SecretReferences", "Secrets",
        "Text", "Time", "Webhooks", "YAML", argumentParser,
      ],
      swiftSettings: strict),

    // The executor's side.
    .target(
      name: "EngineProtocol", dependencies: ["BPMN", "Diagnostics", "JSON"], swiftSettings: strict),
    .target(name: "Storage", dependencies: [grdb], swiftSettings: strict),
    .target(
      name: "Engine",
      dependencies: [
        "BPMN", "Diagnostics", "EngineProtocol", "FEEL", "JSON", "LintRules", "Storage", "Text",
        "Time", "XML", grdb, sqlite,
      ],
      swiftSettings: strict),
    .target(name: "HTTP", dependencies: ["JSON", "Text", crypto], swiftSettings: strict),
    .target(name: "Twilio", dependencies: ["HTTP", "JSON", "Text", "XML"], swiftSettings: strict),
    .systemLibrary(
      name: "CCompression", pkgConfig: "libbrotlidec",
      providers: [.apt(["libbrotli-dev", "zlib1g-dev", "pkg-config"])]),
    .target(
      name: "Connectors",
      dependencies: [
        "BPMN", "CCompression", "Diagnostics", "EngineProtocol", "FEEL", "HTTP", "JSON", "Secrets",
        "Storage", "Text", "Time", "Twilio", "Webhooks",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        crypto,
      ],
      swiftSettings: strict),
    .target(
      name: "TwilioSimulator",
      dependencies: [
        "Connectors", "EngineProtocol", "HTTP", "JSON", "Secrets", "Storage", "Text", "Time",
        "Twilio", grdb,
      ],
      swiftSettings: strict),
    .target(
      name: "RESTAPI",
      dependencies: [
        "EngineProtocol", "FEEL", "HTTP", "JSON", "Time",
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .target(
      name: "Executor",
      dependencies: [
        "BPMN", "Compiler", "Connectors", "Diagnostics", "ElementTemplates", "EngineProtocol",
        "FEEL", "HTTP", "JSON", "Linting", "ProjectModel", "RESTAPI", "SecretReferences", "Secrets",
        "Storage", "Text", "Time", "TwilioSimulator", "Webhooks", "XML",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    // Linked instead of Foundation's ICU data, which weighs 30 MB.
    .target(name: "CEmptyICUData"),
    .executableTarget(
      name: "bpmnc-executor",
      dependencies: [
        "BPMN", "Bundles", "CEmptyICUData", "Connectors", "Diagnostics", "Engine", "EngineProtocol",
        "Executor", "Frontend", "HTTP", "JSON", "ProjectModel", "Reports", "Secrets", "Storage",
        "Text", "Time",
        "Twilio", "TwilioSimulator", "Webhooks", "YAML", argumentParser,
      ],
      swiftSettings: strict),

    // templates/*.json become a Swift source of ElementTemplates at build time.
    .executableTarget(name: "embed-templates", path: "Plugins/EmbedTemplatesTool"),
    .plugin(
      name: "EmbedTemplates", capability: .buildTool(), dependencies: ["embed-templates"]),

    // The comments that document rules become a Swift source of Compiler at build time.
    .executableTarget(
      name: "embed-rule-documentation", path: "Plugins/EmbedRuleDocumentationTool"),
    .plugin(
      name: "EmbedRuleDocumentation", capability: .buildTool(),
      dependencies: ["embed-rule-documentation"]),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics"],
      swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: strict),
    .testTarget(
      name: "TimeTests", dependencies: ["TestSupport", "Time"], swiftSettings: strict),
    .testTarget(
      name: "XMLTests", dependencies: ["Diagnostics", "TestSupport", "XML"],
      swiftSettings: strict),
    .testTarget(
      name: "JSONTests", dependencies: ["Diagnostics", "JSON", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "YAMLTests", dependencies: ["Diagnostics", "JSON", "TestSupport", "YAML"],
      swiftSettings: strict),
    .testTarget(
      name: "SecretsTests", dependencies: ["Secrets", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "FEELTests", dependencies: ["FEEL", "JSON"],
      swiftSettings: strict),
    .testTarget(
      name: "BPMNTests", dependencies: ["BPMN", "Diagnostics", "TestSupport", "XML"],
      swiftSettings: strict),
    .testTarget(
      name: "ElementTemplatesTests",
      dependencies: ["BPMN", "Diagnostics", "ElementTemplates", "JSON", "TestSupport", "XML"],
      swiftSettings: strict),
    .testTarget(
      name: "CompilerTests",
      dependencies: [
        "BPMN", "Bundles", "Compiler", "Diagnostics", "ElementTemplates", "JSON", "LintRules",
        "Linting", "ProjectModel", "Reports", "SecretReferences", "Secrets", "TestSupport", "Text",
        "Webhooks", "XML", "YAML",
      ],
      swiftSettings: strict),
    // A disk that fails, for tests of crashes; SQLite is linked by GRDB.
    .target(name: "CFaultyDisk", path: "Tests/CFaultyDisk"),
    .testTarget(
      name: "EngineTests",
      dependencies: [
        "BPMN", "CFaultyDisk", "Diagnostics", "Engine", "EngineProtocol", "FEEL", "JSON",
        "LintRules", "Storage", "TestSupport", grdb,
      ],
      swiftSettings: strict),
    .target(
      name: "ExecutorTestSupport",
      dependencies: [
        "EngineProtocol", "HTTP", "JSON", "Secrets",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      path: "Tests/ExecutorTestSupport", swiftSettings: strict),
    .testTarget(
      name: "HTTPTests", dependencies: ["HTTP", "JSON", "Text"], swiftSettings: strict),
    .testTarget(
      name: "TwilioTests",
      dependencies: ["ExecutorTestSupport", "HTTP", "JSON", "TestSupport", "Twilio"],
      swiftSettings: strict),
    .testTarget(
      name: "ConnectorsTests",
      dependencies: [
        "Compiler", "Connectors", "Diagnostics", "Engine", "EngineProtocol", "Executor",
        "ExecutorTestSupport", "FEEL", "HTTP", "JSON", "ProjectModel", "Secrets", "Storage",
        "TestSupport", "Text", "Twilio", "Webhooks",
        .product(name: "CryptoExtras", package: "swift-crypto"),
        crypto,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TwilioSimulatorTests",
      dependencies: [
        "Connectors", "ExecutorTestSupport", "HTTP", "JSON", "Storage", "Text", "Twilio",
        "TwilioSimulator",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RESTAPITests",
      dependencies: [
        "Engine", "EngineProtocol", "HTTP", "JSON", "RESTAPI", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ExecutorTests",
      dependencies: [
        "Bundles", "Compiler", "Connectors", "Diagnostics", "ElementTemplates", "Engine",
        "EngineProtocol", "Executor", "ExecutorTestSupport", "Frontend", "HTTP", "JSON", "Linting",
        "ProjectModel", "Secrets", "Storage", "TestSupport", "Text", "TwilioSimulator",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FrontendTests",
      dependencies: [
        "BPMN", "Diagnostics", "ElementTemplates", "Frontend", "LintRules", "Linting",
        "ProjectModel", "Secrets", "TestSupport", "Text",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "Diagnostics", "ExecutorTestSupport", "JSON", "TestSupport", "YAML", "bpmnc",
        "bpmnc-executor",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `make bench` only: in this package, because the engine is not a product.
if Context.environment["BPMNC_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "EngineBenchmark", dependencies: ["Engine", "EngineProtocol", "JSON", "Storage"],
      path: "Benchmarks/Sources/EngineBenchmark", swiftSettings: strict))
}

// `make fuzz` only: in this package for the same reason.
if Context.environment["BPMNC_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "BPMN", "Bundles", "Compiler", "Diagnostics", "ElementTemplates", "FEEL", "JSON",
        "LintRules", "Linting", "ProjectModel", "YAML",
      ],
      path: "Fuzz/Sources/Fuzz", swiftSettings: strict))
}

// `make docs` only: whoever builds bpmnc need not resolve the documentation's plugin.
if Context.environment["BPMNC_DOCS"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
