package io.nodectl.gcs;

import io.grpc.BindableService;
import io.nodectl.gcs.events.EventExportService;
import io.nodectl.gcs.jobs.JobFunctions;
import io.nodectl.gcs.jobs.JobInfoService;
import io.nodectl.gcs.jobs.JobNews;
import io.nodectl.gcs.jobs.Jobs;
import io.nodectl.gcs.metrics.Reading;
import io.nodectl.gcs.nodes.NodeNews;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerChannels;
import io.nodectl.gcs.pubsub.Pubsub;
import io.nodectl.gcs.runtimeenv.RuntimeEnvService;
import io.nodectl.gcs.runtimeenv.RuntimeEnvs;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.tasks.TaskInfoService;
import io.nodectl.gcs.tasks.Tasks;
import io.nodectl.gcs.threads.RestingThread;
import io.nodectl.gcs.workers.WorkerInfoService;
import io.nodectl.gcs.workers.WorkerNews;
import io.nodectl.gcs.workers.Workers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// What has to do with jobs, workers, tasks and those who want to hear of them, put together.
record LifeParts(
    Store store,
    Pubsub pubsub,
    Workers workers,
    Jobs jobs,
    Tasks tasks,
    ExecutorService chores,
    RuntimeEnvs environments)
    implements AutoCloseable {

  static LifeParts create(Store store) {
    InstantSource clock = InstantSource.system();
    ExecutorService chores = RestingThread.named("chores");
    return new LifeParts(
        store,
        new Pubsub(store),
        new Workers(store, clock),
        new Jobs(store, clock),
        new Tasks(),
        chores,
        new RuntimeEnvs(store, clock, chores));
  }

  BindableService[] services(PeerChannels peers) {
    List<BindableService> services = new ArrayList<>(pubsub.services());
    services.add(new WorkerInfoService(store, workers));
    services.add(new JobInfoService(store, jobs, peers.workers()));
    services.add(new TaskInfoService(tasks));
    services.add(new RuntimeEnvService(environments));
    services.add(new EventExportService(tasks));
    return services.toArray(BindableService[]::new);
  }

  /// What happens to subscribers and tasks, in numbers.
  List<Reading> readings() {
    return List.of(
        Reading.gauge("nodectl_gcs_subscribers", "Of publications", pubsub::subscribers),
        Reading.count("nodectl_gcs_published", "Publications", pubsub::published),
        Reading.count(
            "nodectl_gcs_publications_dropped",
            "That subscribers did not read in time, once for each of them",
            pubsub::dropped),
        Reading.count(
            "nodectl_gcs_task_attempts_dropped",
            "Attempts at tasks of which something is not known any more",
            tasks::dropped),
        Reading.count(
            "nodectl_gcs_exported_events", "Events of tasks from nodes", tasks::exportedEvents),
        Reading.count(
            "nodectl_gcs_ignored_events",
            "Events of other kinds from nodes",
            tasks::ignoredEvents));
  }

  /// Hears of nodes from now on, before the store is open. What has happened is published before
  /// its consequences are.
  void listenTo(Nodes nodes) {
    pubsub.restore();
    nodes.addListener(new NodeNews(pubsub.controlPlane()));
    nodes.addListener(workers);
    nodes.addListener(jobs);
    workers.addListener(new WorkerNews(pubsub.controlPlane(), pubsub.observability()));
    workers.addListener(jobs);
    workers.addListener(tasks);
    jobs.addListener(new JobNews(pubsub.controlPlane()));
    jobs.addListener(tasks);
    jobs.addListener(environments);
    jobs.addListener(new JobFunctions(store));
  }

  /// The store is open.
  void begin() {
    workers.begin();
    jobs.begin();
    environments.begin();
  }

  @Override
  public void close() {
    pubsub.close();
    tasks.close();
    chores.shutdownNow();
  }
}
