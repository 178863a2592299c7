package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Program;
import io.nodectl.handshake.Retry;
import io.nodectl.process.Children;
import io.nodectl.process.PortOwners;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.Tls;
import io.nodectl.spawn.BootClock;
import io.nodectl.spawn.Exit;
import io.nodectl.spawn.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// The supervisor: the parent of a node's components. It gets the node's description in a `CONFIG`
/// record and its session folder from the environment.
public final class SupervisorMain {
  private final Parent parent;
  private final Session session;
  private final Children children;
  private final Optional<ServiceVoice> service;
  private final long begun;

  // A fifth parameter: what a run has around it is known in one place only, and assigned here.
  private SupervisorMain(
      Parent parent,
      Session session,
      Children children,
      Optional<ServiceVoice> service,
      long begun) {
    this.parent = parent;
    this.service = service;
    this.session = session;
    this.children = children;
    this.begun = begun;
  }

  public static void main(String[] args) {
    Program.main("supervisor", (parent, list) -> Exit.now(run(parent, list)), args);
  }

  /// Supervises a node to its end.
  ///
  /// @param args not looked at: they only tell people which node it is
  /// @return an exit code of {@link ExitCode}
  public static int run(Parent parent, List<String> args) throws InterruptedException {
    return run(parent, System.getenv());
  }

  /// The same with an environment of the caller's, for a run inside another JVM.
  public static int run(Parent parent, Map<String, String> environment)
      throws InterruptedException {
    return run(parent, environment, Optional.empty());
  }

  /// The same under a service manager.
  ///
  /// @param service tells it what happens
  static int run(Parent parent, Map<String, String> environment, Optional<ServiceVoice> service)
      throws InterruptedException {
    long begun = Ticker.SYSTEM.nanos();
    String folder = environment.get(Session.VARIABLE);
    if (folder == null) {
      parent.fail(
          ExitCode.USAGE,
          "the supervisor is started by nodectl start, which sets " + Session.VARIABLE,
          Retry.NO);
      return ExitCode.USAGE.number();
    }
    // First, because its threads link native calls while this one puts the node's papers in order.
    try (Children children = Children.start()) {
      return new SupervisorMain(parent, new Session(Path.of(folder)), children, service, begun)
          .superviseOrFail();
    }
  }

  private int superviseOrFail() throws InterruptedException {
    try {
      return supervise().number();
    } catch (ProblemException e) {
      return fail(e.problem());
    } catch (InvalidInput e) {
      return fail(Problem.ofNode(ExitCode.USAGE, String.valueOf(e.getMessage())));
    }
  }

  private int fail(Problem problem) {
    StarterVoice.blame(parent, problem);
    service.ifPresent(voice -> voice.failed(problem));
    parent.fail(problem.code(), problem.message(), Retry.NO);
    return problem.code().number();
  }

  private ExitCode supervise() throws ProblemException, InterruptedException {
    SupervisorOrders orders = new SupervisorOrders();
    parent.follow(orders);
    Optional<NodeSpec> spec = orders.awaitSpec();
    if (spec.isEmpty()) {
      return ExitCode.INTERRUPTED;
    }
    NodeFolder node = session.node();
    node.create();
    try (NodeLock _ =
        NodeLock.tryTake(node.lockFile()).orElseThrow(() -> AlreadyRunning.problem(node))) {
      session.create();
      Leftovers.endBefore(session).forEach(this::tellEnded);
      session.becomeLatest();
      ExitCode end = superviseOrRecord(spec.get(), orders);
      LastSession.ended(session);
      return end;
    }
  }

  private ExitCode superviseOrRecord(NodeSpec spec, SupervisorOrders orders)
      throws ProblemException, InterruptedException {
    try {
      return supervise(settled(spec, session.node()), orders);
    } catch (ProblemException e) {
      EarlyEnd.record(session, spec, e.problem(), Onlookers.JOURNAL_PATIENCE);
      throw e;
    } catch (InvalidInput e) {
      Problem problem = Problem.ofNode(ExitCode.USAGE, String.valueOf(e.getMessage()));
      EarlyEnd.record(session, spec, problem, Onlookers.JOURNAL_PATIENCE);
      throw e;
    }
  }

  private void tellEnded(Leftovers.Leftover leftover) {
    String text = "ended %s, left behind by an earlier session".formatted(leftover.describe());
    LoggerFactory.getLogger(SupervisorMain.class).warn("{}: {}", text, leftover.session());
    parent.status(text);
  }

  private NodeSpec settled(NodeSpec spec, NodeFolder node) throws ProblemException {
    return spec.withAuth(Tokens.settle(spec.auth(), node));
  }

  private ExitCode supervise(NodeSpec spec, SupervisorOrders orders)
      throws ProblemException, InterruptedException {
    NodeFolder node = session.node();
    LaunchPlan plan = plan(spec, node);
    Optional<Problem> taken = new FixedPortCheck(new PortOwners()).problem(plan, spec);
    if (taken.isPresent()) {
      throw new ProblemException(taken.get());
    }
    // Not before all is known to be right: a start that is refused has changed nothing.
    if (spec.role() instanceof Role.Head(boolean fresh, var _, var _) && fresh) {
      node.moveDataAside(Instant.now());
    }
    NodeIdentity identity = new NodeIdentity(spec, session, plan.address());
    NodeFeed feed = new NodeFeed(NodeState.planned(plan, NodeId.random().hex()));
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    NodePlace place = NodePlace.of(node);
    NodeArchive archive = new NodeArchive(identity, feed, place, self);
    FolderWatch folder = new FolderWatch(place, children);
    return run(new Making(identity, plan, feed, archive, folder), orders);
  }

  private static LaunchPlan plan(NodeSpec spec, NodeFolder node) throws ProblemException {
    LaunchPlan plan =
        spec.plan().isPresent()
            ? PlanReader.read(spec.plan().get())
            : new ShippedPlan(spec, LastPortsFile.read(node.lastPortsFile())).plan();
    return spec.debugging().isEmpty() ? plan : plan.debugged(spec.debugging());
  }

  /// What a supervisor is made of.
  private record Making(
      NodeIdentity identity,
      LaunchPlan plan,
      NodeFeed feed,
      NodeArchive archive,
      FolderWatch folder) {}

  private ExitCode run(Making making, SupervisorOrders orders)
      throws ProblemException, InterruptedException {
    Distribution distribution = Distribution.current();
    Onlookers onlookers = onlookers(making, distribution);
    Supervisor supervisor =
        new Supervisor(
            making.plan(),
            Ticker.SYSTEM,
            making.identity().spec().timeout(),
            making.feed(),
            onlookers.all());
    Components components =
        new Components(making.identity(), distribution, children, supervisor::post);
    service.ifPresent(voice -> serve(voice, making.identity().spec().timeout(), supervisor));
    orders.tellFromNowOn(supervisor::post);
    onlookers.liveness().tell(supervisor::post);
    making.folder().tell(supervisor::post);
    try {
      return supervisor.run(components, face(making, supervisor));
    } finally {
      onlookers.close();
    }
  }

  private Onlookers onlookers(Making making, Distribution distribution) {
    JsonLines lines = new JsonLines();
    LivenessWatch liveness =
        new LivenessWatch(making.plan(), Tls.isWanted(System.getenv()), BootClock::nanos);
    ComponentGroups groups = new ComponentGroups(making.plan(), session.node());
    MetricsServer metrics = new MetricsServer(making.feed(), making.identity().spec());
    StartTrace trace = new StartTrace(Instant.now(), begun);
    List<StepListener> all =
        new ArrayList<>(
            List.of(
                // The record first: whoever hears of the end of the start may read it.
                making.archive(),
                new StarterVoice(parent, making.archive(), new DebugPause(making.plan())),
                new NodeLog(),
                new EventJournal(session, lines),
                new RestartTracer(session, lines, Ticker.SYSTEM, begun),
                new StartTracer(trace, session, distribution, Ticker.SYSTEM),
                groups,
                making.folder(),
                new Housekeeping(session, children),
                metrics,
                liveness));
    service.ifPresent(all::add);
    return new Onlookers(all, liveness, groups, metrics, lines);
  }

  /// What answers those who ask the node something.
  private NodeFace face(Making making, Supervisor supervisor) {
    Reload reload =
        new Reload(making.identity(), making.feed(), supervisor::post, service, System.getenv());
    NodeDesk desk = new NodeDesk(making.identity(), making.feed(), supervisor::post, reload);
    return new NodeFace(desk, making.archive(), making.archive().socket());
  }

  /// A sign of life goes through both threads that the node cannot be without.
  private void serve(ServiceVoice voice, Duration timeout, Supervisor supervisor) {
    voice.begins(timeout);
    voice.keepBeating(() -> children.execute(() -> supervisor.post(new NodeEvent.SignOfLife())));
  }
}
