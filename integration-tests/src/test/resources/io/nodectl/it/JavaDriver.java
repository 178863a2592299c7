import io.ray.api.ActorHandle;
import io.ray.api.ObjectRef;
import io.ray.api.Ray;
import io.ray.api.exception.RayActorException;
import java.util.ArrayList;
import java.util.List;

/// A driver on Ray's own Java runtime. Prints `round N` after each round, and what it has seen as
/// its last line, in JSON.
public class JavaDriver {
  public static class Counter {
    private int value;

    public Counter(int value) {
      this.value = value;
    }

    public int add() {
      return ++value;
    }

    public int end() {
      Runtime.getRuntime().halt(3);
      return 0;
    }
  }

  public static int sum(int a, int b) {
    return a + b;
  }

  public static void main(String[] args) throws Exception {
    Ray.init();
    List<ObjectRef<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tasks.add(Ray.task(JavaDriver::sum, i, i).remote());
    }
    List<Integer> sums = Ray.get(tasks);
    int object = Ray.put(new byte[1_000_000]).get().length;
    ActorHandle<Counter> old = Ray.actor(Counter::new, 5).setName("java").setMaxRestarts(1).remote();
    List<Integer> values = new ArrayList<>();
    for (int round = 0; round < Integer.parseInt(args[0]); round++) {
      ActorHandle<Counter> found = Ray.<ActorHandle<Counter>>getActor("java").get();
      values.add(found.task(Counter::add).remote().get());
      ActorHandle<Counter> fresh = Ray.actor(Counter::new, 10).remote();
      values.add(fresh.task(Counter::add).remote().get());
      fresh.kill();
      System.out.println("round " + round + " " + Ray.task(JavaDriver::sum, round, 1).remote().get());
    }
    int again = restarted(old);
    old.kill();
    boolean gone = dies(old);
    Ray.shutdown();
    System.out.printf(
        "{\"sums\": %s, \"object\": %d, \"values\": %s, \"again\": %d, \"gone\": %b}%n",
        sums, object, values, again, gone);
  }

  /// What it counts after its worker has ended.
  private static int restarted(ActorHandle<Counter> actor) throws InterruptedException {
    actor.task(Counter::end).remote();
    while (true) {
      try {
        return actor.task(Counter::add).remote().get();
      } catch (RayActorException e) {
        Thread.sleep(50);
      }
    }
  }

  private static boolean dies(ActorHandle<Counter> actor) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      try {
        actor.task(Counter::add).remote().get();
        Thread.sleep(50);
      } catch (RayActorException e) {
        return true;
      }
    }
    return false;
  }
}
