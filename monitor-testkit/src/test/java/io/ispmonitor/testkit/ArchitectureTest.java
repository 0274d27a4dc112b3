package io.ispmonitor.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the direction of dependencies within the core and keeps what is internal inside. */
@AnalyzeClasses(packages = "io.ispmonitor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Internal, and yet below everything: a better map. */
  private static final String TABLE = "io.ispmonitor.internal.table";

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
      slices().matching("io.ispmonitor.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DATA_FLOWS_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("way in")
          .definedBy("io.ispmonitor")
          .layer("path")
          .definedBy(resideInAPackage("io.ispmonitor.internal..").and(not(resideInAPackage(TABLE))))
          .layer("extension")
          .definedBy("io.ispmonitor.extension")
          .layer("reachability")
          .definedBy("io.ispmonitor.reachability")
          .layer("probe")
          .definedBy("io.ispmonitor.probe")
          .layer("metric")
          .definedBy("io.ispmonitor.metric")
          .layer("testkit")
          .definedBy("io.ispmonitor.testkit..")
          .whereLayer("way in")
          .mayOnlyBeAccessedByLayers("testkit")
          .whereLayer("path")
          .mayOnlyBeAccessedByLayers("way in")
          .whereLayer("extension")
          .mayOnlyBeAccessedByLayers("way in", "path", "testkit")
          .whereLayer("reachability")
          .mayOnlyBeAccessedByLayers("way in", "path", "extension", "testkit");

  @ArchTest
  static final ArchRule INTERNAL_STAYS_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.ispmonitor", "io.ispmonitor.internal..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.ispmonitor.internal..").and(not(resideInAPackage(TABLE))));

  @ArchTest
  static final ArchRule THE_TABLE_KNOWS_NOTHING =
      noClasses()
          .that()
          .resideInAPackage(TABLE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.ispmonitor..").and(not(resideInAPackage(TABLE))));

  @ArchTest
  static final ArchRule VALUES_KNOW_NOTHING_ABOVE_THEM =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.ispmonitor.device", "io.ispmonitor.time", "io.ispmonitor.leadership")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.ispmonitor..")
                  .and(
                      not(
                          resideInAPackage("io.ispmonitor.device")
                              .or(resideInAPackage(TABLE))
                              .or(resideInAPackage("io.ispmonitor.time"))
                              .or(resideInAPackage("io.ispmonitor.leadership")))));

  @ArchTest
  static final ArchRule THE_CORE_NEEDS_THE_JDK_AND_TWO_SMALL_LIBRARIES =
      classes()
          .that()
          .resideOutsideOfPackage("io.ispmonitor.testkit..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "javax.security.auth.x500..",
              "org.slf4j..",
              "org.jspecify..",
              "io.ispmonitor..");

  @ArchTest
  static final ArchRule A_LIBRARY_LEAVES_ITS_HOST_ALONE =
      noClasses()
          .that()
          .areAssignableTo(alwaysTrue())
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "setProperty", String.class, String.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
